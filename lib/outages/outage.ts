/** So long nobody saw that an objection could be filed: then that can't be shown, and it counts as an outage. */
export const SILENCE_MINUTES = 15;

/** In so many last hours of a window an outage concerns it. */
export const LAST_HOURS = 24;

/** A worker that beats each minute, and was not seen for so long, needs somebody to look at it. */
export const MISSED_AFTER_MINUTES = 5;

import { type VendorPlace, windowOf } from '#lib/changes/closes.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { lastDayBefore } from '#lib/deadlines/speak.ts';
import { instantAt } from '#lib/deadlines/zone.ts';

/** A close that an outage concerns, and the one that takes its place. */
export interface NewClose {
  closesAt: Instant;
  to: Instant;
  lastDay: CivilDate;
  /** How many notices close then. */
  notices: number;
}

/** One working day by the vendor's own calendar, counted as a window is. */
const ONE_WORKING_DAY = {
  id: '',
  length: 1,
  unit: 'working',
  rule: 'working-days',
  country: null,
  region: null,
} as const;

/** The end of the working day after a window's last day. */
export function newCloseOf(place: VendorPlace, closesAt: Instant, notices: number): NewClose {
  const lastDay = lastDayBefore(closesAt, place.zone);
  const { finalLastDay, closesAt: to } = windowOf(place, ONE_WORKING_DAY, instantAt(lastDay, '12:00', place.zone));
  return { closesAt, to, lastDay: finalLastDay, notices };
}

import { addDays } from './civil-day.ts';
import { type CivilDate, type Instant, parseCivilDate, parseInstant } from './instant.ts';

/**
 * The IANA zone of that name, in its usual spelling (`europe/madrid` gives `Europe/Madrid`). A bare offset such as
 * `+02:00` is refused: a place changes its offset twice a year, a number does not.
 *
 * @throws {RangeError} when there is no such zone.
 */
export function zoneNamed(name: string): string {
  try {
    if (/^[A-Za-z]/.test(name)) return new Temporal.ZonedDateTime(0n, name).timeZoneId;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new RangeError(`There is no time zone “${name}”: give its IANA name, as in Europe/Madrid.`);
}

/** The civil day that the clocks of `zone` show at `instant`. */
export function civilDayAt(instant: Instant, zone: string): CivilDate {
  return parseCivilDate(Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString());
}

/** The last civil day in `zone` on which it was `hour` o'clock at `instant` or before: yesterday until then, today from then on. */
export function civilDayFrom(instant: Instant, hour: number, zone: string): CivilDate {
  const shown = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  const today = parseCivilDate(shown.toPlainDate().toString());
  return shown.hour >= hour ? today : addDays(today, -1);
}

/**
 * The instant at which the clocks of `zone` show that time of that day, to the second. A time that is skipped is read as
 * the one an hour later, and one that comes twice as its first coming.
 *
 * @param time as a time field sends it: `16:02` or `16:02:09`
 * @throws {RangeError} when it is no time of day
 */
export function instantAt(day: CivilDate, time: string, zone: string): Instant {
  if (!/^\d{2}:\d{2}(:\d{2})?$/.test(time)) throw new RangeError(`“${time}” is no time of day: write it as 16:02.`);
  const shown = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone);
  return parseInstant(shown.toInstant().toString());
}

/**
 * The close of a window whose last day is `lastDay` in `zone`: the first instant after which that day does not come
 * again. Mostly the next local midnight. Where midnight is skipped it is the instant at which the clocks go forward
 * (Santiago, Cairo); where a whole day is skipped, the first instant of the day after that (Apia, 30 December 2011);
 * where the clocks went back over midnight, so that the last day resumed for an hour, its second end (St John's until
 * 2011), because its last hour had not expired before.
 *
 * @throws {RangeError} when that instant lies beyond the year 9999.
 */
export function closesAtOf(lastDay: CivilDate, zone: string): Instant {
  const midnight = Temporal.PlainDate.from(addDays(lastDay, 1)).toPlainDateTime();
  const later = midnight.toZonedDateTime(zone, { disambiguation: 'later' });
  const resumed = later.subtract({ nanoseconds: 1 }).toPlainDate().toString() === lastDay;
  const close = resumed ? later : midnight.toPlainDate().toZonedDateTime(zone);
  return parseInstant(close.toInstant().toString({ smallestUnit: 'microsecond' }));
}

/** Whether `day` takes place in `zone`: a zone that moves across the date line has skipped a whole day. */
export function takesPlace(day: CivilDate, zone: string): boolean {
  return !skippedDays(day.slice(0, 4), zone).has(day);
}

/** The days of one year that `zone` skipped, kept per process: they come from the zone database, which does not change. */
const skipped = new Map<string, ReadonlySet<string>>();

function skippedDays(year: string, zone: string): ReadonlySet<string> {
  const key = `${year} ${zone}`;
  const known = skipped.get(key);
  if (known) return known;
  const days = new Set<string>();
  const start = Temporal.PlainDate.from(`${year}-01-01`).subtract({ days: 2 }).toZonedDateTime(zone);
  for (let change = next(start); change; change = next(change)) {
    const before = change.subtract({ nanoseconds: 1 }).toPlainDate();
    // By the year before the change: Kiritimati left out the last day of 1994 and went on in 1995.
    if (before.year > Number(year)) break;
    const after = change.toPlainDate();
    for (let day = before.add({ days: 1 }); Temporal.PlainDate.compare(day, after) < 0; day = day.add({ days: 1 }))
      days.add(day.toString());
  }
  skipped.set(key, days);
  return days;
}

function next(moment: Temporal.ZonedDateTime): Temporal.ZonedDateTime | null {
  return moment.getTimeZoneTransition('next');
}

/**
 * An instant in UTC, fixed width with microseconds: `2026-11-02T08:00:00.000000Z`. Text order is time order, so `<`
 * compares two of them. Microseconds because that is what PostgreSQL keeps: one microsecond decides whether an
 * objection is in time.
 */
export type Instant = string & { readonly __instant: true };

/** A day of the calendar, `2026-12-02`. It has no zone: which instants it covers depends on the zone it is read in. */
export type CivilDate = string & { readonly __civilDate: true };

const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;
const FIXED_WIDTH = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;
// Zeros beyond the sixth fractional digit lose nothing and are accepted. Any other digit there is refused: cutting it
// off could turn "after the close" into "before the close".
const WRITTEN =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})0{0,3})?)?(?:Z|([+-])(\d{2})(?::?(\d{2}))?(?::?(\d{2}))?)$/;

/**
 * Reads an instant as ISO 8601 or PostgreSQL writes it: `T` or a space, 0 to 9 fractional digits, and an offset from
 * UTC (`Z`, `+00`, `+01:30`, `-04:56:02`), which is required.
 *
 * @throws {RangeError} when it has another form or no offset, names an impossible date or time, is finer than a
 *   microsecond, or falls outside the years 0001 to 9999 of UTC.
 */
export function parseInstant(text: string): Instant {
  const [, date, hour = '', minute = '', second = '0', fraction = '', sign, ...offset] = WRITTEN.exec(text) ?? [];
  if (date === undefined) throw new RangeError(whyNoInstant(text));
  const clock = clockMilliseconds(hour, minute, second);
  const ahead = clockMilliseconds(...(offset as [string, string?, string?]));
  if (clock === null) throw new RangeError(`“${text}” has an impossible time of day.`);
  if (ahead === null) throw new RangeError(`“${text}” has an impossible offset from UTC.`);

  const local = Date.parse(`${parseCivilDate(date)}T00:00:00Z`) + clock;
  const utc = new Date(sign === '-' ? local + ahead : local - ahead).toISOString().slice(0, 19);
  const instant = `${utc}.${fraction.padEnd(6, '0')}Z`;
  if (!isInstant(instant)) throw new RangeError(`“${text}” is outside the years 0001 to 9999 of UTC.`);
  return instant;
}

/** Whether `text` is an instant in the one form that is kept: UTC, `T`, six fractional digits, `Z`. */
export function isInstant(text: string): text is Instant {
  if (!FIXED_WIDTH.test(text) || text.startsWith('0000')) return false;
  const milliseconds = Date.parse(`${text.slice(0, 23)}Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().slice(0, 23) === text.slice(0, 23);
}

/**
 * Reads a civil date, `2026-12-02`, in the proleptic Gregorian calendar.
 *
 * @throws {RangeError} when it has another form, is no day of the calendar (30 February), or has the year 0000.
 */
export function parseCivilDate(text: string): CivilDate {
  if (!CIVIL_DATE.test(text)) throw new RangeError(`“${text}” is not a date: write year, month and day as 2026-12-02.`);
  if (!isInstant(`${text}T00:00:00.000000Z`)) throw new RangeError(`“${text}” is not a day of the calendar.`);
  return text as CivilDate;
}

/** Whole milliseconds since 1970-01-01T00:00Z. What is finer is cut off, so the result is never after the instant. */
export function epochMilliseconds(instant: Instant): number {
  return Date.parse(`${instant.slice(0, 23)}Z`);
}

function clockMilliseconds(hour = '0', minute = '0', second = '0'): number | null {
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000;
}

function whyNoInstant(text: string): string {
  if (CIVIL_DATE.test(text))
    return `“${text}” is a whole day, not an instant: add the time and the offset from UTC, as in 2026-11-02T08:00:00Z.`;
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text))
    return `“${text}” has no offset from UTC: add Z or, say, +01:00.`;
  if (/\.\d{6}\d*[1-9]/.test(text)) return `“${text}” is finer than a microsecond, which is the finest that is kept.`;
  return `“${text}” is not an instant: write it as 2026-11-02T08:00:00Z.`;
}

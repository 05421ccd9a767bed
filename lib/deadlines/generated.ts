import fc from 'fast-check';
import { addDays } from './civil-day.ts';
import type { Period } from './deadline.ts';
import { type CivilDate, type Instant, parseInstant } from './instant.ts';
import { madeUpCalendar } from './made-up-calendar.ts';

/** Zones that have done what zones can do: half hours, midnights that do not exist or come twice, days left out. */
const PLACES = [
  'Europe/Madrid',
  'Europe/London',
  'Europe/Lisbon',
  'America/New_York',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/Havana',
  'America/Asuncion',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Fakaofo',
  'Pacific/Kiritimati',
  'Pacific/Kwajalein',
  'Pacific/Chatham',
];

/** Whole hours from −12 to +14, as zones. */
const FIXED = Array.from({ length: 27 }, (_, index) => index - 12).map((hours) =>
  hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`,
);

/** Where the clocks went back over midnight until 2011, so that a civil day came again after the next had begun. */
export const RESUMING = 'America/St_Johns';

const HOUR = 3_600_000_000;
const micros = (text: string) => Date.parse(text) * 1000;

/** A zone, and an instant near something that happens there, or anywhere between 1985 and 2045. */
export const moment = fc
  .constantFrom(...PLACES, ...PLACES, ...FIXED, RESUMING)
  .chain((zone) => fc.record({ zone: fc.constant(zone), from: fc.oneof(anyTime, nearTurn, nearChange(zone)) }));

const anyTime = fc.integer({ min: micros('1985-01-01T00:00Z'), max: micros('2045-01-01T00:00Z') }).map(instantOf);

/** Within some days of a year's end, of 29 February, or of a day that a zone left out. */
const nearTurn = fc
  .record({
    turn: fc.constantFrom(
      ...['1999-12-31', '2011-12-30', '2026-12-31', '2028-12-31'],
      ...['2000-02-29', '2024-02-29', '2028-02-29', '2027-03-01'],
      ...['2011-12-30', '1993-08-21', '1994-12-31'],
    ),
    away: fc.integer({ min: -40 * 24 * HOUR, max: 2 * 24 * HOUR }),
  })
  .map(({ turn, away }) => instantOf(micros(`${turn}T00:00Z`) + away));

/** Before a change of the clocks, by a round number of days and a little, so that windows end about it. */
function nearChange(zone: string) {
  return fc
    .record({
      year: fc.integer({ min: 1987, max: 2040 }),
      turns: fc.integer({ min: 1, max: 2 }),
      days: fc.integer({ min: 0, max: 40 }),
      away: fc.oneof(fc.integer({ min: -2 * HOUR, max: 2 * HOUR }), fc.integer({ min: -30 * HOUR, max: 30 * HOUR })),
    })
    .map(({ year, turns, days, away }) => {
      let change = Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime(zone);
      for (let turn = 0; turn < turns; turn += 1) change = change.getTimeZoneTransition('next') ?? change;
      return instantOf(change.epochMilliseconds * 1000 - days * 24 * HOUR + away);
    });
}

export const length = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 40 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.integer({ min: 41, max: 120 }) },
);

/** Calendars whose days off stand in runs about the nominal end of a period, and here and there before it. */
export function calendars(from: Instant | CivilDate, days: number, direction: 1 | -1 = 1) {
  const start = from.slice(0, 10) as CivilDate;
  const run = fc.record({ at: fc.integer({ min: -6, max: 12 }), long: fc.integer({ min: 1, max: 9 }) });
  const dayOff = fc.oneof(
    run.map(({ at, long }) => Array.from({ length: long }, (_, index) => days + at + index)),
    fc.integer({ min: 0, max: days + 20 }).map((offset) => [offset]),
  );
  const calendar = fc.array(dayOff, { maxLength: 4 }).map((runs) => {
    const named = runs.flat().map((offset) => [addDays(start, offset * direction), `day ${offset}`]);
    return Object.fromEntries(named) as { [day: string]: string };
  });
  return fc
    .array(calendar, { maxLength: 2 })
    .map((list) => list.map((named, index) => madeUpCalendar(`calendar ${index}`, named)));
}

const counting: fc.Arbitrary<Pick<Period, 'rule' | 'unit'>> = fc.constantFrom<Pick<Period, 'rule' | 'unit'>[]>(
  { rule: 'eu-1182-71' },
  { rule: 'eu-1182-71' },
  { rule: 'eu-1182-71', unit: 'working' },
  { rule: 'calendar-days' },
  { rule: 'working-days' },
);

/** A whole question: an event in a zone, a rule, a length, and calendars that matter to it. */
export const question: fc.Arbitrary<Period & { from: Instant }> = fc
  .record({ moment, length, counting })
  .chain(({ moment: { from, zone }, length: days, counting: asked }) =>
    calendars(from, days).map((holidays) => ({ from, zone, length: days, ...asked, holidays })),
  );

function instantOf(microseconds: number): Instant {
  return parseInstant(new Temporal.Instant(BigInt(microseconds) * 1000n).toString({ smallestUnit: 'microsecond' }));
}

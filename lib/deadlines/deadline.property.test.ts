import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { addDays } from './civil-day.ts';
import { backwards, deadline, type Working } from './deadline.ts';
import { calendars, length, moment, question, RESUMING } from './generated.ts';
import { type Holidays, reasonsOff } from './holidays.ts';
import { epochMilliseconds, type Instant } from './instant.ts';
import { dayShown, lastDayNumber, numberOf } from './oracle.ts';
import { civilDayAt, closesAtOf, takesPlace } from './zone.ts';

// Thousands of cases a test: on a busy machine that is more than the few seconds a test has by default.
vi.setConfig({ testTimeout: 60_000 });

let cases = 0;

function holds<T>(arbitrary: fc.Arbitrary<T>, numRuns: number, predicate: (value: T) => void) {
  fc.assert(
    fc.property(arbitrary, (value) => {
      cases += 1;
      predicate(value);
    }),
    { numRuns },
  );
}

describe('any deadline', () => {
  test('ends on the day that the independent count finds', () => {
    holds(question, 11_000, (asked) => {
      expect(numberOf(deadline(asked).finalLastDay)).toBe(lastDayNumber(asked.from, asked));
    });
  });

  test('closes at the first instant after its last day, and that day does not come again', () => {
    holds(question, 2_000, (asked) => {
      const { finalLastDay, closesAt, zone } = deadline(asked);
      const close = epochMilliseconds(closesAt);
      const after = [0, 15, 30, 59, 60, 61, 90, 180].map((minutes) => dayShown(close + minutes * 60_000, zone));
      expect(closesAt > asked.from).toBe(true);
      expect(dayShown(close - 1, zone)).toBe(numberOf(finalLastDay));
      expect(Math.min(...after)).toBeGreaterThan(numberOf(finalLastDay));
    });
  });

  test('holds exactly the days that it says, and moves past days off only', () => {
    holds(question, 2_000, (asked) => {
      const working = deadline(asked);
      const counted = between(working.excludedDay, working.nominalLastDay)
        .filter((day) => takesPlace(day, working.zone))
        .filter((day) => working.unit === 'calendar' || works(day, asked.holidays));
      expect(counted).toHaveLength(working.length);
      expect(counted.at(-1)).toBe(working.nominalLastDay);
      if (working.rule.name === 'eu-1182-71') expectMinimalMove(working, asked.holidays);
      else expect(working.finalLastDay).toBe(working.nominalLastDay);
    });
  });

  test('never comes earlier for a later event', () => {
    const later = fc.oneof(fc.integer({ min: 1, max: 90_000 }), fc.integer({ min: 1, max: 40 * 86_400 }));
    const pair = fc.tuple(question, later).filter(([{ zone }]) => zone !== RESUMING);
    holds(pair, 1_250, ([asked, seconds]) => {
      const first = deadline(asked);
      const second = deadline({ ...asked, from: secondsAfter(asked.from, seconds) });
      expect(second.closesAt >= first.closesAt).toBe(true);
    });
  });

  test('never comes earlier for a longer period, or for a further calendar', () => {
    holds(question, 1_000, (asked) => {
      const { closesAt } = deadline(asked);
      expect(deadline({ ...asked, length: asked.length + 1 }).closesAt >= closesAt).toBe(true);
      expect(closesAt >= deadline({ ...asked, holidays: asked.holidays.slice(1) }).closesAt).toBe(true);
    });
  });

  test('depends on the day of the event alone, not on its hour', () => {
    holds(question, 1_000, (asked) => {
      const startOfDay = closesAtOf(addDays(civilDayAt(asked.from, asked.zone), -1), asked.zone);
      fc.pre(startOfDay <= asked.from);
      expect(deadline({ ...asked, from: startOfDay }).closesAt).toBe(deadline(asked).closesAt);
    });
  });
});

describe('a period counted back', () => {
  const back = fc.record({ moment, length }).chain(({ moment: { from, zone }, length: days }) =>
    fc.record({
      event: fc.constant(civilDayAt(from, zone)),
      zone: fc.constant(zone),
      length: fc.constant(days),
      rule: fc.constantFrom('eu-1182-71' as const, 'calendar-days' as const, 'working-days' as const),
      holidays: calendars(civilDayAt(from, zone), days, -1),
    }),
  );

  test('lies wholly before the event, and is never moved to a later day', () => {
    holds(back, 1_000, (asked) => {
      const working = backwards(asked);
      const inside = between(addDays(working.firstDay, -1), addDays(asked.event, -1)).filter((day) =>
        takesPlace(day, asked.zone),
      );
      const worked = inside.filter((day) => works(day, asked.holidays));
      expect(asked.rule === 'working-days' ? worked.length : inside.length).toBeGreaterThanOrEqual(asked.length);
      if (asked.rule === 'eu-1182-71' && asked.length > 1) expect(worked.length).toBeGreaterThanOrEqual(2);
      expect(working.firstDay <= working.nominalFirstDay).toBe(true);
      expect(working.latestDay < working.firstDay).toBe(true);
    });
  });

  test('agrees with the count forwards: done on its latest day it is in time, a day later it is not', () => {
    const forth = back.filter(({ rule }) => rule !== 'eu-1182-71');
    holds(forth, 1_000, ({ event, ...period }) => {
      const working = backwards({ event, ...period });
      const start = closesAtOf(addDays(event, -1), period.zone);
      const lastMoment = secondsAfter(working.closesAt, -1);
      expect(deadline({ ...period, from: lastMoment }).closesAt <= start).toBe(true);
      expect(deadline({ ...period, from: working.closesAt }).closesAt > start).toBe(true);
    });
  });
});

test('at least 20,000 cases were generated', () => {
  expect(cases).toBeGreaterThanOrEqual(20_000);
});

/** Art. 3(4) and (5): the end is a working day, holds enough of them, and any earlier day would fail one of the two. */
function expectMinimalMove(working: Working, holidays: readonly Holidays[]) {
  const enough = working.length >= 2 ? 2 : 1;
  const days = between(working.excludedDay, working.finalLastDay).filter((day) => takesPlace(day, working.zone));
  const held = days.filter((day) => works(day, holidays));
  expect(held.at(-1)).toBe(working.finalLastDay);
  expect(held.length).toBeGreaterThanOrEqual(enough);
  const early = held.filter((day, index) => day >= working.nominalLastDay && index + 1 >= enough);
  expect(early).toEqual([working.finalLastDay]);
}

function works(day: Working['finalLastDay'], holidays: readonly Holidays[]): boolean {
  return reasonsOff(day, holidays).length === 0;
}

/** The days after `first`, up to `last`. */
function between(first: Working['finalLastDay'], last: Working['finalLastDay']) {
  const days = [];
  for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

function secondsAfter(instant: Instant, seconds: number): Instant {
  const later = Temporal.Instant.from(instant).add({ seconds });
  return later.toString({ smallestUnit: 'microsecond' }) as Instant;
}

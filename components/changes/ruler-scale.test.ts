import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekdayOf, weekendDay } from '#lib/deadlines/civil-day.ts';
import { type CivilDate, parseCivilDate } from '#lib/deadlines/instant.ts';
import type { RulerDay } from '#lib/deadlines/working.ts';
import { placeLabels, scaleOf, stretchesOff, tickEvery } from './ruler-scale.ts';

const first = parseCivilDate('2026-11-02');

function window(length: number): RulerDay[] {
  return Array.from({ length }, (_, at) => {
    const day = addDays(first, at);
    const weekend = weekendDay(day);
    return {
      day,
      weekday: weekdayOf(day),
      number: at,
      off: weekend ? [{ kind: 'weekend', name: weekend }] : [],
      part: at === 0 ? 'excluded' : 'count',
      last: at === length - 1,
      today: false,
      past: false,
      filed: false,
      decided: false,
    };
  });
}

const on = (days: number): CivilDate => addDays(first, days);

describe('the scale of a ruler', () => {
  it('gives each day an equal cell and closes at the right edge', () => {
    const scale = scaleOf(window(31));
    expect(scale.end).toBeCloseTo(100);
    expect(scale.middle(on(0))).toBeCloseTo(50 / 31);
    expect(scale.middle(on(30))).toBeCloseTo(100 - 50 / 31);
  });

  it('keeps order and stays within the width, whatever comes after the close', () => {
    const lengths = fc.integer({ min: 1, max: 400 });
    const later = fc.array(fc.integer({ min: 1, max: 4000 }), { maxLength: 2 });
    fc.assert(
      fc.property(lengths, later, (length, after) => {
        const marks = after.map((days) => on(length - 1 + days));
        const scale = scaleOf(window(length), marks);
        const places = [on(0), on(length - 1), ...marks.toSorted()].map(scale.middle);
        expect(places).toEqual(places.toSorted((one, other) => one - other));
        for (const mark of marks) {
          expect(scale.middle(mark)).toBeGreaterThan(scale.end);
          expect(scale.middle(mark)).toBeLessThan(100);
        }
        // The window itself keeps the better part of the picture.
        if (length > 2) expect(scale.end).toBeGreaterThan(60);
      }),
    );
  });

  it('thins the ticks out before they run into one another', () => {
    expect([31, 124, 125, 800, 801].map((length) => tickEvery(window(length)))).toEqual([
      'day',
      'day',
      'week',
      'week',
      'month',
    ]);
  });

  it('joins neighbouring days off', () => {
    expect(stretchesOff(window(14))).toEqual([
      { from: 5, count: 2 },
      { from: 12, count: 2 },
    ]);
  });
});

describe('labels on a ruler', () => {
  const label = fc.record({
    key: fc.uuid(),
    at: fc.double({ min: 0, max: 100, noNaN: true }),
    lines: fc.array(fc.string({ minLength: 1, maxLength: 14 }), { minLength: 1, maxLength: 2 }),
  });

  it('never overlap and never leave the ruler', () => {
    fc.assert(
      fc.property(fc.array(label, { maxLength: 6 }), fc.integer({ min: 200, max: 900 }), (labels, width) => {
        const placed = placeLabels(labels, width);
        for (const [index, { left, width: own }] of placed.entries()) {
          expect(left).toBeGreaterThan(-1e-9);
          expect(left + own).toBeLessThan(100 + 1e-9);
          const next = placed[index + 1];
          if (next) expect(left + own).toBeLessThan(next.left);
        }
      }),
    );
  });

  it('stand centred on their marks where there is room, and the first of them are never left out', () => {
    const [start, end, today] = placeLabels(
      [
        { key: 'start', at: 1.6, lines: ['2 Nov', 'published'] },
        { key: 'end', at: 100, lines: ['2 Dec', 'closes'] },
        { key: 'today', at: 50, lines: ['17 Nov', 'today'] },
      ],
      256,
    ).toSorted(
      (one, other) => ['start', 'end', 'today'].indexOf(one.key) - ['start', 'end', 'today'].indexOf(other.key),
    );
    expect(start?.left).toBe(0);
    expect((end?.left ?? 0) + (end?.width ?? 0)).toBeCloseTo(100);
    expect((today?.left ?? 0) + (today?.width ?? 0) / 2).toBeCloseTo(50);
  });
});

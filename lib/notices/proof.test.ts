import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instant } from '#lib/deadlines/instant.ts';
import { type Shown, shownBy } from './proof.ts';

const at = (n: number) => `2026-11-25T10:00:${String(n).padStart(2, '0')}.000000Z` as Instant;
const closesAt = at(30);

/** What happened to one notice: somebody reads it, a letter is handed over, or one of those handed over comes back. */
type Step = { is: 'read' } | { is: 'handed' } | { is: 'back'; which: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>({ is: 'read' }),
  fc.constant<Step>({ is: 'handed' }),
  fc.record({ is: fc.constant('back' as const), which: fc.nat(5) }),
);

/** Told over from the whole history, without the law: what stood at an instant, and what the close found. */
function oracle(history: { at: Instant; step: Step }[]) {
  const letters: { handed: Instant; back: Instant | null }[] = [];
  const readings: Instant[] = [];
  for (const { at, step } of history) {
    if (step.is === 'read') readings.push(at);
    if (step.is === 'handed') letters.push({ handed: at, back: null });
    const standing = letters.filter(({ back }) => back === null);
    const letter = step.is === 'back' ? standing[step.which % Math.max(1, standing.length)] : undefined;
    if (letter) letter.back = at;
  }
  const proofs = (by: Instant) => [
    ...readings.filter((read) => read <= by),
    ...letters.filter(({ handed, back }) => handed <= by && (back === null || back > by)).map(({ handed }) => handed),
  ];
  const first = (instants: Instant[]) => instants.toSorted()[0] ?? null;
  return { letters, readings, proofs, first };
}

test('what a history proves does not hang on the order in which it is told, and is final at the close', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), fc.integer({ min: 0, max: 20 }), (steps, early) => {
      let notice: Shown = { shownAt: null, unprovenSince: null };
      const history: { at: Instant; step: Step }[] = [];
      // so many happen before the close, the rest from its very instant on
      steps.forEach((each, index) => {
        const now = index < early ? at(index) : at(30 + index);
        const before = oracle(history);
        if (each.is === 'back' && before.letters.every(({ back }) => back !== null)) return;
        history.push({ at: now, step: each });
        const { proofs, first } = oracle(history);
        notice = { ...notice, ...shownBy({ ...notice, closesAt }, first(proofs(now)), now) };
      });
      const { proofs, first } = oracle(history);
      const justBefore = at(29);
      const end = at(59);
      const atClose = first(proofs(justBefore));
      const later = history.map((each) => each.at).filter((instant) => instant >= closesAt);
      const firstLater = later.find((instant) => proofs(instant).length > 0) ?? null;
      expect(notice.shownAt).toBe(atClose ?? firstLater);
      const standing = proofs(end).length > 0;
      expect(notice.unprovenSince !== null).toBe(notice.shownAt !== null && !standing);
      if (notice.unprovenSince) expect(notice.unprovenSince >= closesAt).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('nothing changes where the same is proved once more', () => {
  const shown = { shownAt: at(1), unprovenSince: null, closesAt };
  expect(shownBy(shown, at(1), at(5))).toBeUndefined();
  expect(shownBy(shown, at(1), at(40))).toBeUndefined();
  expect(shownBy({ ...shown, shownAt: null }, null, at(5))).toBeUndefined();
  expect(shownBy({ ...shown, unprovenSince: at(35) }, null, at(40))).toBeUndefined();
});

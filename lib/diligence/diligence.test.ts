import { expect, test } from 'vitest';
import { diligenceItems } from '#db/schema/vocabulary.ts';
import { parseCivilDate, parseInstant } from '#lib/deadlines/instant.ts';
import {
  type Attestation,
  refuseGround,
  refuseReview,
  rightToAudit,
  standingOf,
  standingOfItems,
} from './diligence.ts';

const day = parseCivilDate;
const today = day('2026-11-24');

const attestation = (id: string, more: Partial<Attestation> = {}): Attestation => ({
  ...{ id, item: 'entry', attestedOn: day('2025-11-24'), nextReviewOn: day('2026-11-24'), note: 'As seen.' },
  ...{ fileId: null, by: 'Inés Robles', at: parseInstant('2025-11-24T09:00:00Z'), supersedes: null },
  ...more,
});

test('each item stands once, in the order of the policy; a review is overdue from the day after', () => {
  const states = (on: string) =>
    Object.fromEntries(standingOfItems([attestation('a')], day(on)).map(({ item, state }) => [item, state]));
  expect(standingOfItems([], today).map(({ item }) => item)).toEqual(diligenceItems);
  expect(states('2026-11-24').entry).toBe('in_order');
  expect(states('2026-11-25').entry).toBe('overdue');
  expect(states('2026-11-25').transmission).toBe('missing');
});

test('what another supersedes does not stand', () => {
  const rows = [attestation('c', { supersedes: 'b' }), attestation('b', { supersedes: 'a' }), attestation('a')];
  expect(standingOf(rows).map(({ id }) => id)).toEqual(['c']);
});

test('the vendor may audit who shows no certification, and who lets one run out', () => {
  const held = (...ends: (string | null)[]) => ends.map((end) => ({ validTo: end === null ? null : day(end) }));
  expect(rightToAudit([], today)).toBe('no_certification');
  expect(rightToAudit(held('2026-11-24', null), today)).toBeNull();
  expect(rightToAudit(held('2026-11-23', '2028-01-01'), today)).toBe('expired');
});

test('who saw something else stand is told, and so is who names no file that is there', () => {
  const ground = { today, standingId: 'a', fileIsThere: null };
  expect(refuseGround(ground, 'a')).toBeUndefined();
  expect(refuseGround(ground, null)).toMatchObject({ code: 'already_done' });
  expect(refuseGround({ ...ground, fileIsThere: false }, 'a')).toMatchObject({
    fields: { fileId: expect.any(String) },
  });
  expect(refuseReview(today, today)).toBeUndefined();
  expect(refuseReview(day('2026-11-25'), today)).toMatchObject({ fields: { attestedOn: expect.any(String) } });
});

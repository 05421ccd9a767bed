import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import type { Decidable } from '#lib/resolutions/resolution.ts';

export const id = (n: number) => `01a20f00-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const [objectionId, first, second, chat, mail, core, stood] = [1, 2, 3, 4, 5, 6, 7].map(id) as string[] as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

export const zone = 'Europe/Madrid';
/** Half past midnight in Madrid, still the day before in UTC: the vendor's day is what counts. */
export const now = '2026-11-12T23:30:00.000000Z' as Instant;
export const yesterday = '2026-11-12' as CivilDate;
export const today = '2026-11-13' as CivilDate;
export const tomorrow = '2026-11-14' as CivilDate;

/** An objection under review, with two actions requested and two services in use, unless told otherwise. */
export function decidable(given: Partial<Decidable> & { changed?: Partial<Decidable['change']> } = {}): Decidable {
  const { changed, ...rest } = given;
  return {
    objectionId,
    status: 'under_review',
    carriedTo: null,
    subscriberName: 'Aurora Bank',
    change: {
      kind: 'addition',
      subprocessorName: 'Meltemi Messaging',
      formerName: null,
      plannedStartAt: '2026-12-31T23:00:00.000000Z' as Instant,
      urgent: false,
      withdrawn: false,
      superseded: false,
      inForce: false,
      ...changed,
    },
    closesAt: '2026-12-02T23:00:00.000000Z' as Instant,
    requestedActions: [
      { id: first, number: 1, text: 'Keep it in the EU' },
      { id: second, number: 2, text: 'Show us the report' },
    ],
    services: [
      { id: chat, name: 'Kite Chat', core: false },
      { id: mail, name: 'Kite Mail', core: false },
    ],
    concernedIds: [chat, mail],
    standing: null,
    ...rest,
  };
}

/** A decision that stands. */
export const standing = {
  id: stood,
  option: 'cease' as const,
  by: 'Inés Robles',
  at: '2026-11-12T09:00:12.000000Z' as Instant,
};

import { type DiligenceItem, diligenceItems } from '#db/schema/vocabulary.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';

/** A file that shows something of a sub-processor. */
export interface Evidence {
  id: string;
  name: string;
  size: number;
  /** Lower-case hex. */
  sha256: string;
  completedAt: Instant;
  /** When something first named it; null: it may still be removed. */
  attachedAt: Instant | null;
}

/** The attestation of an item that stands, or one that a later one superseded. */
export interface Attestation {
  id: string;
  item: DiligenceItem;
  attestedOn: CivilDate;
  nextReviewOn: CivilDate;
  note: string | null;
  fileId: string | null;
  by: string;
  at: Instant;
  supersedes: string | null;
}

/** A certification that a company holds. `id` is null for one that came with the company and was not recorded since. */
export interface Certification {
  id: string | null;
  name: string;
  validTo: CivilDate | null;
  note: string | null;
  fileId: string | null;
}

/** A review whose day has passed (`what` is its item), or a certification that has run out (its name). */
export interface Overdue {
  kind: 'attestation' | 'certification';
  what: string;
  dueOn: CivilDate;
}

/** What no other supersedes. */
export function standingOf<T extends { id: string; supersedes: string | null }>(recorded: readonly T[]): T[] {
  const superseded = new Set(recorded.map(({ supersedes }) => supersedes));
  return recorded.filter(({ id }) => !superseded.has(id));
}

/** An item and where it stands. */
export interface ItemStanding {
  item: DiligenceItem;
  state: 'missing' | 'overdue' | 'in_order';
  attestation: Attestation | null;
}

/** Due on a day, it is overdue from the day after. */
export const isOverdue = (dueOn: CivilDate | null, today: CivilDate): boolean => dueOn !== null && dueOn < today;

/** Each item once, in the order of the policy, with what stands for it. */
export function standingOfItems(standing: readonly Attestation[], today: CivilDate): ItemStanding[] {
  return diligenceItems.map((item) => {
    const attestation = standing.find((one) => one.item === item) ?? null;
    const overdue = attestation && isOverdue(attestation.nextReviewOn, today);
    return { item, attestation, state: attestation ? (overdue ? 'overdue' : 'in_order') : 'missing' };
  });
}

/**
 * Why the vendor may audit the sub-processor: one that shows no certification in force is audited instead (the policy,
 * section 3). Null: it holds one.
 */
export function rightToAudit(
  held: readonly Pick<Certification, 'validTo'>[],
  today: CivilDate,
): 'no_certification' | 'expired' | null {
  if (held.length === 0) return 'no_certification';
  return held.some(({ validTo }) => isOverdue(validTo, today)) ? 'expired' : null;
}

/** What stands in the way of recording something beside what stands. */
export interface Ground {
  today: CivilDate;
  /** Of what stands now for the same item or name; null: nothing. */
  standingId: string | null;
  /** Of the file named: whether it is there, whole, and this company's. Null: none is named. */
  fileIsThere: boolean | null;
}

/** Whoever saw something else stand than what stands now is told; so is one who names no such file. */
export function refuseGround({ standingId, fileIsThere }: Ground, supersedes: string | null): Refusal | undefined {
  if (standingId !== supersedes)
    return refuse('already_done', 'Someone else has recorded this in the meantime. Look at it, then record yours.');
  if (fileIsThere === false)
    return refuse('invalid_input', 'There is no such file among the evidence. Choose another.', {
      fields: { fileId: 'There is no such file among the evidence. Choose another.' },
    });
  return undefined;
}

/** A review has taken place when it is attested. */
export function refuseReview(attestedOn: CivilDate, today: CivilDate): Refusal | undefined {
  if (attestedOn <= today) return undefined;
  const sentence = 'A review is attested once it has taken place: today or an earlier day.';
  return refuse('invalid_input', sentence, { fields: { attestedOn: sentence } });
}

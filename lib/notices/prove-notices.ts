import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { NoticeEvents } from '#lib/evidence/log.ts';
import { provingKinds, type Shown, shownBy } from './proof.ts';

/** Deliveries about to be marked in one transaction. Those of other letters are passed over. */
export interface Marked {
  /** Our relay has taken them over. */
  handed: readonly string[];
  /** They were refused for good, at once or after our relay had taken them over. */
  bounced: readonly string[];
}

/** A notice that counts as shown from another instant than before, or has lost its proof. */
export interface ProofChange extends Shown {
  noticeId: string;
  /** Whether anything proves it now. */
  proven: boolean;
}

/**
 * Locks the notices that these deliveries speak of, in the order in which others lock many: before the clock is read, and
 * before any delivery is locked, so that a reading, an answer and the closing sweep come before or after, and never between.
 */
export async function lockNoticesOf(tx: Transaction, deliveryIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    select from demur.notices n where n.id in (${noticesOf(deliveryIds)}) order by n.id for no key update of n`);
}

/** What these marks change of what counts as shown, in one statement, under the locks and before the marks are written. */
export async function proofChanges(tx: Transaction, { handed, bounced }: Marked, now: Instant): Promise<ProofChange[]> {
  const back = new Set(bounced);
  const { rows } = await tx.execute<Found & Record<string, unknown>>(sql`
    with handed as materialized (${noticesOf(handed.filter((id) => !back.has(id)))}),
      touched as materialized (select notice_id from handed union ${noticesOf(bounced)})
    select n.id as "noticeId", demur.iso(n.shown_at) as "shownAt", demur.iso(n.unproven_since) as "unprovenSince",
      demur.iso(n.closes_at) as "closesAt", n.id in (select notice_id from handed) as "handedNow",
      demur.iso(least(
        (select min(r.read_at) from demur.readings r where r.notice_id = n.id),
        (select min(d.handed_at) from demur.letters l join demur.deliveries d on d.letter_id = l.id
          where l.notice_id = n.id and ${proving} and d.bounced_at is null and d.id <> all (${idArray(bounced)})))) as proof
    from demur.notices n where n.id in (select notice_id from touched) order by n.id`);
  return rows.flatMap(({ noticeId, proof, handedNow, ...notice }) => {
    const standing = proof ?? (handedNow ? now : null);
    const shown = shownBy(notice, standing, now);
    return shown ? [{ noticeId, ...shown, proven: standing !== null }] : [];
  });
}

interface Found extends Shown {
  noticeId: string;
  closesAt: Instant;
  proof: Instant | null;
  handedNow: boolean;
}

/** One event for each notice that came to count as shown, from another instant or again, and for each that no longer does. */
export function proofEvents(changes: ProofChange[]): NoticeEvents[] {
  return [
    ...eventsOf(
      'notice.shown',
      { by: 'letter' },
      changes.filter(({ proven }) => proven),
    ),
    ...eventsOf(
      'notice.shown_no_longer',
      { afterClose: false },
      changes.filter(({ shownAt }) => shownAt === null),
    ),
    ...eventsOf(
      'notice.shown_no_longer',
      { afterClose: true },
      changes.filter(({ unprovenSince }) => unprovenSince !== null),
    ),
  ];
}

const eventsOf = (type: NoticeEvents['type'], facts: NoticeEvents['facts'], changes: ProofChange[]): NoticeEvents[] =>
  changes.length > 0 ? [{ type, facts, noticeIds: changes.map(({ noticeId }) => noticeId) }] : [];

/** Writes what changes, in one statement. */
export async function saveProof(tx: Transaction, changes: ProofChange[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.execute(sql`
    update demur.notices n set shown_at = c.shown_at, unproven_since = c.unproven_since
    from jsonb_to_recordset(${JSON.stringify(changes.map(asRow))}) c (id uuid, shown_at timestamptz, unproven_since timestamptz)
    where n.id = c.id`);
}

const asRow = ({ noticeId, shownAt, unprovenSince }: ProofChange) => ({
  id: noticeId,
  shown_at: shownAt,
  unproven_since: unprovenSince,
});

/** Whether the letter `l` proves its notice once it was handed over. */
export /** `is true`, since nearly all letters are of these kinds: by the index of kinds each question would read them all. */
const proving = sql`(l.kind in (${sql.join(
  provingKinds.map((kind) => sql`${kind}`),
  sql`, `,
)})) is true`;

const noticesOf = (deliveryIds: readonly string[]) => sql`
  select l.notice_id from demur.deliveries d join demur.letters l on l.id = d.letter_id
  where d.id = any (${idArray(deliveryIds)}) and l.notice_id is not null and ${proving}`;

import { sql } from 'drizzle-orm';
import type { Outcome } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** A notice whose window closed in silence, and which nobody of the subscriber has read. */
export interface UnseenNotice {
  noticeId: string;
  reference: string;
  subscriber: string;
  changeId: string;
  title: string;
  closedAt: Instant;
  /** `deemed_accepted`, with authorisation on hold; or `notice_unproven`, where a fresh notice is due. */
  outcome: Outcome;
}

const SHOWN = 10;

/**
 * The notices that closed without an answer before anybody read them: the outcome stands, authorisation waits until the
 * notice is shown, and the case goes in front of a privacy admin. The latest closed first, in one statement. What a later
 * notice of the same change has taken over is none.
 */
export async function unseenNotices({ tx }: { tx: Transaction }): Promise<{ rows: UnseenNotice[]; more: boolean }> {
  const { rows } = await tx.execute<UnseenNotice & Record<string, unknown>>(unseenQuery());
  return { rows: rows.slice(0, SHOWN), more: rows.length > SHOWN };
}

/** Exported for the test that looks at its plan. */
export const unseenQuery = () => sql`
  select n.id as "noticeId", n.reference, s.name as subscriber, c.id as "changeId", c.title, demur.iso(n.closes_at) as "closedAt",
    demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, (select demur.now())) as outcome
  from demur.notices n
  join demur.changes c on c.id = n.change_id and c.withdrawn_at is null and c.superseded_at is null
  join demur.windows w on w.id = n.window_id
  join demur.dpa_profiles p on p.id = w.profile_id
  join demur.subscribers s on s.id = n.subscriber_id
  where n.answer is null and n.shown_at is null and n.closes_at <= (select demur.now())
    and (p.notice_required or p.authorisation = 'general')
    and not exists (select from demur.notices l where l.change_id = n.change_id and l.subscriber_id = n.subscriber_id and l.given_at > n.given_at)
  order by n.closes_at desc, n.id desc limit ${SHOWN + 1}`;

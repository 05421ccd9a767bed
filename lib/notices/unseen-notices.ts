import { sql } from 'drizzle-orm';
import type { Outcome } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** A notice whose window closed in silence, and of which nothing proves that it was shown. */
export interface UnseenNotice {
  noticeId: string;
  reference: string;
  subscriber: string;
  slug: string;
  changeId: string;
  title: string;
  closedAt: Instant;
  /** When the letter that showed it came back, after the close; null: it was never shown. */
  unprovenSince: Instant | null;
  /** Users of the subscriber to whom a letter can go. */
  contacts: number;
  /** `deemed_accepted`, with authorisation on hold; or `notice_unproven`, where a fresh notice is due. */
  outcome: Outcome;
}

const SHOWN = 10;

/**
 * The notices that closed without an answer and are not shown to have reached anybody, or no longer: the outcome stands,
 * authorisation waits for a proof, and the case goes in front of a privacy admin. The latest closed first, in one statement. What a later
 * notice of the same change has taken over is none.
 */
export async function unseenNotices({ tx }: { tx: Transaction }): Promise<{ rows: UnseenNotice[]; more: boolean }> {
  const { rows } = await tx.execute<UnseenNotice & Record<string, unknown>>(unseenQuery());
  return { rows: rows.slice(0, SHOWN), more: rows.length > SHOWN };
}

const unseenQuery = () => sql`
  select n.id as "noticeId", n.reference, s.name as subscriber, s.slug, c.id as "changeId", c.title, demur.iso(n.closes_at) as "closedAt",
    demur.iso(n.unproven_since) as "unprovenSince", (select count(*)::integer from demur.memberships m join demur.users u on u.id = m.user_id
      where m.subscriber_id = s.id and m.ended_at is null and u.disabled_at is null) as contacts,
    demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, (select demur.now())) as outcome
  from demur.notices n
  join demur.changes c on c.id = n.change_id and c.withdrawn_at is null and c.superseded_at is null
  join demur.windows w on w.id = n.window_id
  join demur.dpa_profiles p on p.id = w.profile_id
  join demur.subscribers s on s.id = n.subscriber_id
  where n.answer is null and (n.shown_at is null or n.unproven_since is not null) and n.closes_at <= (select demur.now())
    and (p.notice_required or p.authorisation = 'general')
    and not exists (select from demur.notices l where l.change_id = n.change_id and l.subscriber_id = n.subscriber_id and l.given_at > n.given_at)
  order by n.closes_at desc, n.id desc limit ${SHOWN + 1}`;

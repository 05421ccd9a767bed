import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { KnownDelivery, LetterHead, TextShown } from './letter.ts';
import { headJson, knownDeliveriesJson, textsJson } from './letter-json.ts';

export interface DeskDelivery extends KnownDelivery {
  userId: string | null;
}

/** Somebody whom the letter may be sent to, now. */
export interface Recipient {
  userId: string;
  name: string;
  email: string;
  /** They have chosen to do without letters of this kind. */
  mutes: boolean;
}

export interface DeskLetter extends LetterHead {
  now: Instant;
  notice: { id: string; reference: string; closesAt: Instant; change: { id: string; title: string } } | null;
  subscriber: { slug: string; name: string } | null;
  toFollower: boolean;
  texts: TextShown[];
  deliveries: DeskDelivery[];
  recipients: Recipient[];
}

/** Who may get the letter `l` now: the subscriber's users, or the privacy admins for one to the desk. */
export const recipientsOf: SQL = sql`
  select u.id, u.name, u.email, p.language, coalesce(l.kind = any (p.muted), false) as mutes
  from demur.users u left join demur.preferences p on p.user_id = u.id
  where u.disabled_at is null and l.follower_id is null and case when l.subscriber_id is null
    then exists (select from demur.vendor_role_grants g where g.user_id = u.id and g.role = 'privacy_admin' and g.ended_at is null)
    else exists (select from demur.memberships m where m.user_id = u.id and m.subscriber_id = l.subscriber_id and m.ended_at is null) end`;

/** One letter as the desk sees it, in one statement. Undefined: there is none. */
export async function deskLetter({ tx }: { tx: Transaction }, letterId: string): Promise<DeskLetter | undefined> {
  const { rows } = await tx.execute<{ letter: DeskLetter }>(sql`
    select jsonb_build_object(${headJson}, 'now', demur.iso(demur.now()),
      'notice', (select jsonb_build_object('id', n.id, 'reference', n.reference, 'closesAt', demur.iso(n.closes_at),
          'change', jsonb_build_object('id', c.id, 'title', c.title))
        from demur.notices n join demur.changes c on c.id = n.change_id where n.id = l.notice_id),
      'subscriber', (select jsonb_build_object('slug', s.slug, 'name', s.name) from demur.subscribers s where s.id = l.subscriber_id),
      'toFollower', l.follower_id is not null,
      'texts', ${textsJson},
      'deliveries', ${knownDeliveriesJson},
      'recipients', (select coalesce(jsonb_agg(jsonb_build_object('userId', r.id, 'name', r.name, 'email', r.email, 'mutes', r.mutes) order by r.name, r.id), '[]')
        from (${recipientsOf}) r)) as letter
    from demur.letters l where l.id = ${letterId}`);
  return rows[0]?.letter;
}

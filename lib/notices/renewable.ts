import { sql } from 'drizzle-orm';
import type { AuthorisationMode } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { type VendorPlace, vendorPlace } from '#lib/changes/closes.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { NoticedProfile, PendingChange } from './catch-up.ts';
import type { Over } from './fresh-notice.ts';
import { changeAgainJson, concernsStill, dpaInForceJson } from './notice-again.ts';

/** A notice as it is about to be followed by a fresh one. */
export interface Renewable extends Over {
  at: Instant;
  noticeId: string;
  reference: string;
  subscriberId: string;
  subscriberName: string;
  subscriberSlug: string;
  title: string;
  company: string;
  plannedStartAt: Instant;
  /** Users of the subscriber to whom a letter would go. */
  contacts: number;
  change: PendingChange;
  /** What the fresh notice follows from: it need not be what the old one did. */
  dpa: {
    reference: string;
    profile: NoticedProfile & { authorisation: AuthorisationMode; noticeRequired: boolean };
  } | null;
  place: VendorPlace;
}

/** Undefined: there is no such notice. */
export async function renewable(tx: Transaction, noticeId: string): Promise<Renewable | undefined> {
  const place = await vendorPlace(tx);
  const { rows } = await tx.execute<Omit<Renewable, 'place' | 'dpaInForce'> & Record<string, unknown>>(sql`
    select demur.iso(demur.now()) as at, n.id as "noticeId", n.reference, n.subscriber_id as "subscriberId", s.name as "subscriberName",
      s.slug as "subscriberSlug", c.title, b.legal_name as company, demur.iso(c.planned_start_at) as "plannedStartAt",
      n.answer, demur.iso(n.closes_at) as "closesAt", p.authorisation, p.notice_required as "noticeRequired",
      demur.iso(n.shown_at) as "shownAt", demur.iso(n.unproven_since) as "unprovenSince",
      demur.iso(c.withdrawn_at) as "changeWithdrawnAt", demur.iso(c.superseded_at) as "changeSupersededAt",
      ${concernsStill} as concerned,
      (select l.reference from demur.notices l where l.change_id = n.change_id and l.subscriber_id = n.subscriber_id
        and (l.given_at, l.id) > (n.given_at, n.id) order by l.given_at desc, l.id desc limit 1) as "followedBy",
      exists (select from demur.outages o where o.from_at < n.closes_at and o.to_at >= n.closes_at - interval '24 hours') as outage,
      (select count(*)::integer from demur.memberships m join demur.users u on u.id = m.user_id
        where m.subscriber_id = n.subscriber_id and m.ended_at is null and u.disabled_at is null) as contacts,
      ${changeAgainJson} as change, ${dpaInForceJson} as dpa
    from demur.notices n
    join demur.changes c on c.id = n.change_id
    join demur.subprocessors b on b.id = c.subprocessor_id
    join demur.subscribers s on s.id = n.subscriber_id
    join demur.windows w on w.id = n.window_id
    join demur.dpa_profiles p on p.id = w.profile_id
    where n.id = ${noticeId}`);
  const [row] = rows;
  return row && place && { ...row, place, dpaInForce: row.dpa !== null };
}

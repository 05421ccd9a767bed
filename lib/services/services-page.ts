import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { type AuthorisedTerms, authorisationsOf } from '#lib/authorisations/queries.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';

/** How a subscriber came to use a service. */
export interface Use {
  takenUpAt: Instant;
  /** Its own signatory; null: the vendor switched it on. */
  by: string | null;
  /** On whose word the vendor did. */
  instruction: string | null;
  /** How many sub-processors were authorised by name. */
  authorised: number;
}

/** A service withdrawn for a subscriber by the decision on an objection of its own. */
export interface Withdrawn {
  objection: string;
  basis: 'vendor_ceases' | 'subscriber_agrees';
  /** The last day without it; null: for good. */
  untilDay: CivilDate | null;
  /** That day is over. */
  ended: boolean;
  /** The change, notified again since. */
  fresh: { noticeId: string; reference: string; closesAt: Instant; open: boolean } | null;
}

export interface ServiceShown {
  serviceId: string;
  slug: string;
  name: string;
  core: boolean;
  used: boolean;
  /** A critical or important function under DORA for this subscriber. */
  dora: boolean;
  use: Use | null;
  withdrawn: Withdrawn | null;
  /** The service-specific sub-processors behind it in the register now, by name. */
  behind: string[];
}

export interface ServicesPage {
  now: Instant;
  services: ServiceShown[];
  hasDpa: boolean;
  terms: AuthorisedTerms[];
}

/** All services by name, as one subscriber stands to them, and what may be done with its data now. Two statements. */
export async function servicesPage({ tx, actor }: { tx: Transaction; actor: SubscriberActor }): Promise<ServicesPage> {
  const { now, terms } = await authorisationsOf(tx, actor.subscriberId);
  return { now, terms, ...(await servicesShown(tx, actor.subscriberId, now)) };
}

async function servicesShown(tx: Transaction, subscriberId: string, now: Instant) {
  const { rows } = await tx.execute<{ services: ServiceShown[]; hasDpa: boolean }>(sql`
    select exists (select from demur.dpa_records d where d.subscriber_id = ${subscriberId} and d.ended_at is null) as "hasDpa",
      (select coalesce(jsonb_agg(jsonb_build_object('serviceId', v.id, 'slug', v.slug, 'name', v.name, 'core', v.core,
          'used', v.core or u.id is not null, 'dora', coalesce(u.dora, false), 'use', ${useJson},
          'withdrawn', (${withdrawnQuery(subscriberId, now)}), 'behind', (${behindQuery(now)})) order by v.core desc, v.name), '[]')
        from demur.services v
        left join demur.services_in_use u on u.service_id = v.id and u.subscriber_id = ${subscriberId} and u.dropped_at is null
        left join demur.users p on p.id = u.taken_up_by) as services`);
  const [row] = rows;
  if (!row) throw new Error('one row is always there');
  return row;
}

/** A colleague's name may be read, and nobody's of the vendor. */
const useJson = sql`case when u.id is not null then jsonb_build_object('takenUpAt', demur.iso(u.taken_up_at),
  'by', case when u.instruction is null then p.name end, 'instruction', u.instruction,
  'authorised', (select count(*) from demur.service_authorisations a where a.use_id = u.id)) end`;

/** The latest decision that stands and took the service `v` away. */
const withdrawnQuery = (subscriberId: string, now: Instant) => sql`
  select jsonb_build_object('objection', o.reference, 'basis', r.withdrawal_basis, 'untilDay', r.until_day,
    'ended', r.until_day is not null and demur.withdrawal_ends(r.until_day, w.working) <= ${now}::timestamptz,
    'fresh', (select jsonb_build_object('noticeId', l.id, 'reference', l.reference, 'closesAt', demur.iso(l.closes_at),
        'open', l.answer is null and l.closes_at > ${now}::timestamptz)
      from demur.notices l where l.change_id = n.change_id and l.subscriber_id = n.subscriber_id and (l.given_at, l.id) > (n.given_at, n.id)
      order by l.given_at desc, l.id desc limit 1))
  from demur.resolutions r
  join demur.objections o on o.id = r.objection_id
  join demur.notices n on n.id = o.notice_id
  join demur.changes c on c.id = n.change_id and c.withdrawn_at is null and c.superseded_at is null
  join demur.windows w on w.id = n.window_id
  where r.subscriber_id = ${subscriberId} and r.option = 'feature_withdrawal' and v.id = any (r.service_ids)
    and not exists (select from demur.resolutions l where l.objection_id = r.objection_id and l.supersedes = r.id)
  order by r.id desc limit 1`;

const behindQuery = (now: Instant) => sql`
  select coalesce(jsonb_agg(distinct s.legal_name), '[]') from demur.terms_in_force(${now}) f
  join demur.terms_services ts on ts.terms_id = f.terms_id and ts.service_id = v.id
  join demur.subprocessors s on s.id = f.subprocessor_id and s.category = 'service_specific'`;

/** What a subscriber's dropping of a service ends, and what it leaves. */
export interface DropPage {
  serviceId: string;
  name: string;
  core: boolean;
  used: boolean;
  /** Open notices that no other service of its makes apply. */
  ending: { noticeId: string; reference: string; title: string }[];
  /** Undecided objections about this service. */
  running: { reference: string; title: string }[];
  /** Sub-processors that may process its data for this service now. */
  losing: string[];
}

/** In two statements. Undefined: there is no such service. */
export async function dropPage(
  { tx, actor }: { tx: Transaction; actor: SubscriberActor },
  slug: string,
): Promise<DropPage | undefined> {
  const { subscriberId } = actor;
  const { terms } = await authorisationsOf(tx, subscriberId);
  const { rows } = await tx.execute<Omit<DropPage, 'losing'> & Record<string, unknown>>(sql`
    select v.id as "serviceId", v.name, v.core,
      exists (select from demur.services_in_use u where u.subscriber_id = ${subscriberId} and u.service_id = v.id and u.dropped_at is null) as used,
      (select coalesce(jsonb_agg(jsonb_build_object('noticeId', n.id, 'reference', n.reference, 'title', c.title) order by n.closes_at), '[]')
        from demur.notices n join demur.changes c on c.id = n.change_id
        where n.subscriber_id = ${subscriberId} and n.answer is null and n.closes_at > demur.now() and v.id = any (n.service_ids)
          and not exists (select from demur.services_in_use u where u.subscriber_id = ${subscriberId} and u.dropped_at is null
            and u.service_id <> v.id and u.service_id = any (n.service_ids))
          and not exists (select from demur.services s where s.core and s.id = any (n.service_ids))) as ending,
      (select coalesce(jsonb_agg(jsonb_build_object('reference', o.reference, 'title', c.title) order by o.received_at), '[]')
        from demur.objection_progress g join demur.objections o on o.id = g.id
        join demur.notices n on n.id = o.notice_id join demur.changes c on c.id = n.change_id
        where n.subscriber_id = ${subscriberId} and v.id = any (n.service_ids)
          and g.status in ('filed', 'under_review', 'information_requested', 'awaiting_subscriber')) as running
    from demur.services v where v.slug = ${slug}`);
  const [row] = rows;
  const losing = terms
    .filter(
      ({ state, services }) => state === 'authorised' && services.length === 1 && services[0]?.id === row?.serviceId,
    )
    .map(({ subprocessor }) => subprocessor);
  return row && { ...row, losing: [...new Set(losing)] };
}

import { type SQL, sql } from 'drizzle-orm';
import type { AuthorisationMode, CountingRule, MembershipRight } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { beginnings } from '#lib/command/word-search.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { undecided } from '#lib/objections/objection.ts';

interface Reader {
  tx: Transaction;
}

/** What waits of a subscriber's: its notices whose window runs unanswered, and its objections without a decision. */
export interface Waiting {
  openNotices: number;
  undecidedObjections: number;
}

/** A subscriber as a line of the desk's list. */
export interface ListedSubscriber extends Waiting {
  slug: string;
  name: string;
  country: string;
  /** Null: none is executed, so it has no right to object. */
  dpa: { reference: string; profile: string } | null;
  /** Those that it has taken up, beside the core ones. */
  services: { name: string; dora: boolean }[];
}

const PAGE = 30;

/**
 * Subscribers by name, as their addresses spell it (which an index keeps in order). One statement.
 * @param asked `name`: only those in whose names every word typed begins a word, 200 characters at most; `after`: the
 *   page before's `next`
 */
export async function subscribersList(
  { tx }: Reader,
  asked: { name?: string; after?: string } = {},
): Promise<{ rows: ListedSubscriber[]; next: string | null }> {
  const words = beginnings(asked.name);
  const named = words ? sql`to_tsvector('simple', s.name) @@ ${words}::tsquery` : sql`true`;
  const after = asked.after ? sql`s.slug > ${asked.after}` : sql`true`;
  const { rows } = await tx.execute<ListedSubscriber & Record<string, unknown>>(sql`
    select s.slug, s.name, s.country,
      (select jsonb_build_object('reference', d.reference, 'profile', p.name)
        from demur.dpa_records d join demur.dpa_profiles p on p.id = d.profile_id
        where d.subscriber_id = s.id and d.ended_at is null) as dpa,
      (select coalesce(jsonb_agg(jsonb_build_object('name', v.name, 'dora', u.dora) order by v.name), '[]')
        from demur.services_in_use u join demur.services v on v.id = u.service_id
        where u.subscriber_id = s.id and u.dropped_at is null) as services,
      ${waitingOf(sql`s.id`)}
    from (select * from demur.subscribers s where ${named} and ${after} order by s.slug limit ${PAGE + 1}) s
    order by s.slug`);
  const shown = rows.slice(0, PAGE);
  return { rows: shown, next: rows.length > PAGE ? (shown.at(-1)?.slug ?? null) : null };
}

/** The DPA in force, with the terms of its profile. */
export interface DpaInForce {
  id: string;
  profileId: string;
  reference: string;
  version: string;
  executedAt: Instant;
  /** The policy version agreed with it; null: the one in force at its execution. */
  agreedVersion: number | null;
  profile: string;
  length: number;
  unit: 'calendar' | 'working';
  rule: CountingRule;
  /** The subscriber's own holidays, beside the vendor's. */
  country: string | null;
  region: string | null;
  objectionClause: string;
  terminationClause: string | null;
  emergencyClause: string | null;
  authorisation: AuthorisationMode;
  noticeRequired: boolean;
  standstill: boolean;
  incorporatesScc: boolean;
}

/** Someone of the subscriber who may sign in. */
export interface MemberShown {
  membershipId: string;
  userId: string;
  name: string;
  email: string;
  right: MembershipRight;
  grantedAt: Instant;
  /** Null: a script of the installation. */
  grantedBy: string | null;
  disabled: boolean;
}

/** A subscriber with what is recorded of it. */
export interface SubscriberShown extends Waiting {
  id: string;
  slug: string;
  name: string;
  country: string;
  recordedAt: Instant;
  dpa: DpaInForce | null;
  /** The core ones too, which every subscriber uses; `takenUpAt` null: it never had to take it up. */
  services: {
    id: string;
    name: string;
    core: boolean;
    dora: boolean;
    takenUpAt: Instant | null;
    /** Who took it up; null: a script of the installation. */
    takenUpBy: string | null;
    /** Sub-processors that a signatory authorised with it by name; none where the vendor switched it on. */
    authorised: number;
    /** On whose word the vendor did. */
    instruction: string | null;
  }[];
  users: MemberShown[];
}

/** In one statement. Undefined: there is no such subscriber. */
export async function subscriberShown({ tx }: Reader, slug: string): Promise<SubscriberShown | undefined> {
  const { rows } = await tx.execute<SubscriberShown & Record<string, unknown>>(sql`
    select s.id, s.slug, s.name, s.country, demur.iso(s.created_at) as "recordedAt",
      (select jsonb_build_object('id', d.id, 'profileId', d.profile_id, 'reference', d.reference, 'version', d.version, 'executedAt', demur.iso(d.executed_at),
          'agreedVersion', d.agreed_version, 'profile', p.name, 'length', p.length, 'unit', p.unit, 'rule', p.rule,
          'country', p.country, 'region', p.region, 'objectionClause', p.objection_clause,
          'terminationClause', p.termination_clause, 'emergencyClause', p.emergency_clause, 'authorisation', p.authorisation,
          'noticeRequired', p.notice_required, 'standstill', p.standstill, 'incorporatesScc', p.incorporates_scc)
        from demur.dpa_records d join demur.dpa_profiles p on p.id = d.profile_id
        where d.subscriber_id = s.id and d.ended_at is null) as dpa,
      (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name, 'core', v.core, 'dora', coalesce(u.dora, false),
          'takenUpAt', demur.iso(u.taken_up_at), 'takenUpBy', (select p.name from demur.users p where p.id = u.taken_up_by),
          'authorised', (select count(*) from demur.service_authorisations a where a.use_id = u.id), 'instruction', u.instruction) order by v.name), '[]')
        from demur.services v
        left join demur.services_in_use u on u.service_id = v.id and u.subscriber_id = s.id and u.dropped_at is null
        where v.core or u.id is not null) as services,
      (select coalesce(jsonb_agg(jsonb_build_object('membershipId', m.id, 'userId', u.id, 'name', u.name, 'email', u.email, 'right', m."right",
          'grantedAt', demur.iso(m.granted_at), 'grantedBy', g.name, 'disabled', u.disabled_at is not null)
          order by m."right" desc, u.name, m.id), '[]')
        from demur.memberships m join demur.users u on u.id = m.user_id left join demur.users g on g.id = m.granted_by
        where m.subscriber_id = s.id and m.ended_at is null) as users,
      ${waitingOf(sql`s.id`)}
    from demur.subscribers s where s.slug = ${slug}`);
  return rows[0];
}

const waitingOf = (subscriberId: SQL) => sql`
  (select count(*)::integer from demur.notices n
    where n.subscriber_id = ${subscriberId} and n.answer is null and n.closes_at > (select demur.now())) as "openNotices",
  (select count(*)::integer from demur.objections o join demur.objection_progress g on g.id = o.id
    where o.subscriber_id = ${subscriberId} and g.status in ${undecided}) as "undecidedObjections"`;

import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { Actor } from '#lib/access/actor.ts';
import { type CaseRecord, caseRecord } from './case-shape.ts';
import { letters } from './letters-query.ts';
import { objections } from './objections-query.ts';
import { at, hex, list, maybe, object, only, person, servicesIn } from './sql-json.ts';

/**
 * One case as it stands, in one statement under the reader's own policies. Undefined: there is none that it may see.
 * @param noticeId or a SELECT of it
 */
export async function caseOf(tx: Transaction, actor: Actor, noticeId: string | SQL): Promise<CaseRecord | undefined> {
  const { rows } = await tx.execute<{ record: unknown }>(sql`
    select ${sql.raw(record(actor.role === 'subscriber'))} as record
    from demur.notices n
    join demur.changes c on c.id = n.change_id
    join demur.policy_versions v on v.id = c.policy_version_id
    join demur.subprocessors sp on sp.id = c.subprocessor_id
    join demur.subscribers s on s.id = n.subscriber_id
    join demur.windows w on w.id = n.window_id
    join demur.dpa_profiles p on p.id = w.profile_id
    cross join demur.vendor
    cross join (select demur.now() as at) clock
    left join lateral (
      select d.version, d.executed_at from demur.dpa_records d
      where d.subscriber_id = n.subscriber_id and d.reference = n.dpa_reference order by d.executed_at desc limit 1
    ) dpa on true
    where n.id = ${noticeId}`);
  return rows[0] && caseRecord.parse(rows[0].record);
}

const termsOf = (column: string) =>
  only(
    object({
      id: 't.id',
      description: 't.description',
      purpose: 't.purpose',
      locations: 't.locations',
      customerData: 't.customer_data',
      platformData: 't.platform_data',
      dataSubjects: 't.data_subjects',
      transfers: 't.transfers',
      retention: 't.retention',
      encryption: 't.encryption',
      keyHolder: 't.key_holder',
      services: servicesIn(`array(select ts.service_id from demur.terms_services ts where ts.terms_id = t.id)`),
    }),
    `demur.terms t where t.id = ${column}`,
  );

const change = object({
  id: 'c.id',
  kind: 'c.kind',
  title: 'c.title',
  reason: 'c.reason',
  policyVersion: object({
    number: 'v.number',
    publishedAt: at('v.published_at'),
    note: 'v.note',
    sha256: hex('v.sha256'),
  }),
  subprocessor: object({
    slug: 'sp.slug',
    legalName: 'sp.legal_name',
    group: 'sp.group_name',
    address: 'sp.address',
    contact: 'sp.contact',
    website: 'sp.website',
    category: 'sp.category',
    tier: 'sp.tier',
    certifications: list(
      object({ name: 'sc.name', validTo: 'sc.valid_to' }),
      'sc.name, sc.valid_to',
      'demur.standing_certifications sc where sc.subprocessor_id = sp.id',
    ),
  }),
  replaces: `(select o.legal_name from demur.terms t join demur.subprocessors o on o.id = t.subprocessor_id
    where t.id = c.from_terms_id and o.id <> c.subprocessor_id)`,
  before: termsOf('c.from_terms_id'),
  after: termsOf('c.to_terms_id'),
  urgentReason: 'c.urgent_reason',
  noticeText: 'c.notice_text',
  noticeTextSha256: hex('c.notice_text_sha256'),
  plannedStartOn: 'c.planned_start_on',
  plannedStartAt: at('c.planned_start_at'),
  publishedAt: at('c.published_at'),
  withdrawnAt: at('c.withdrawn_at'),
  withdrawalReason: 'c.withdrawal_reason',
  supersededAt: at('c.superseded_at'),
});

const record = (bySubscriber: boolean) =>
  object({
    asOf: at('clock.at'),
    vendor: object({
      legalName: 'vendor.legal_name',
      privacyContact: 'vendor.privacy_contact',
      zone: 'vendor.zone',
      country: 'vendor.country',
    }),
    subscriber: object({ id: 's.id', name: 's.name', country: 's.country' }),
    notice: object({
      id: 'n.id',
      reference: 'n.reference',
      occasion: 'n.occasion',
      appliesBecause: 'n.applies_because',
      services: servicesIn('n.service_ids'),
      dora: 'n.dora',
      urgent: 'n.urgent',
      givenAt: at('n.given_at'),
      closesAt: at('n.closes_at'),
      answer: 'n.answer',
      answeredAt: at('n.answered_at'),
      outcome: 'demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, clock.at)',
      closeRecordedAt: at('n.close_recorded_at'),
      recordedOutcome: 'n.recorded_outcome',
      shownAt: at('n.shown_at'),
      unprovenSince: at('n.unproven_since'),
      followedBy: `(select l.reference from demur.notices l where l.change_id = n.change_id and l.subscriber_id = n.subscriber_id
        and (l.given_at, l.id) > (n.given_at, n.id) order by l.given_at, l.id limit 1)`,
      earlyStartAt: at('n.early_start_at'),
    }),
    dpa: object({
      reference: 'n.dpa_reference',
      version: 'dpa.version',
      executedAt: at('dpa.executed_at'),
      length: 'p.length',
      unit: 'p.unit',
      rule: 'p.rule',
      objectionClause: 'p.objection_clause',
      terminationClause: 'p.termination_clause',
      emergencyClause: 'p.emergency_clause',
      authorisation: 'p.authorisation',
      noticeRequired: 'p.notice_required',
      standstill: 'p.standstill',
      incorporatesScc: 'p.incorporates_scc',
    }),
    change,
    window: object({ startsAt: at('w.starts_at'), closesAt: at('w.closes_at'), working: 'w.working' }),
    extensions: list(
      object({
        fromClosesAt: at('e.from_closes_at'),
        toClosesAt: at('e.to_closes_at'),
        lastDay: 'e.last_day',
        reason: 'e.reason',
        extendedAt: at('e.extended_at'),
        by: person('e.extended_by', 'vendor'),
      }),
      'e.extended_at, e.id',
      'demur.extensions e where e.notice_id = n.id',
    ),
    readings: list(
      object({ readAt: at('x.read_at'), by: person('x.user_id', 'subscriber') }),
      'x.read_at, x.id',
      'demur.readings x where x.notice_id = n.id',
    ),
    acceptances: list(
      object({
        acceptedAt: at('x.accepted_at'),
        by: person('x.accepted_by', 'subscriber'),
        takenBackAt: at('x.taken_back_at'),
        takenBackBy: maybe('x.taken_back_by', 'subscriber'),
      }),
      'x.accepted_at, x.id',
      'demur.acceptances x where x.notice_id = n.id',
    ),
    letters: letters(bySubscriber),
    objections: objections(bySubscriber),
    messages: list(
      object({
        id: 'm.id',
        kind: 'm.kind',
        side: 'm.side',
        authorName: 'm.author_name',
        body: 'm.body',
        sentAt: at('m.sent_at'),
        objection: '(select o.reference from demur.objections o where o.id = m.objection_id)',
      }),
      'm.sent_at, m.id',
      'demur.messages m where m.notice_id = n.id',
    ),
    authorisations: list(
      object({
        terms: `case when a.terms_id = c.to_terms_id then 'after' when a.terms_id = c.from_terms_id then 'before' else 'other' end`,
        termsId: 'a.terms_id',
        state: 'a.state',
        reason: 'a.reason',
        warningOnly: 'a.warning_only',
        services: servicesIn('a.service_ids'),
      }),
      `a.terms_id <> c.to_terms_id, a.state, a.reason`,
      `demur.authorisations(n.subscriber_id, clock.at) a where a.terms_id in (c.from_terms_id, c.to_terms_id) or a.subprocessor_id = sp.id`,
    ),
  });

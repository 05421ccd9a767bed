import { type SQL, sql } from 'drizzle-orm';
import type {
  Answer,
  AuthorisationMode,
  AuthorisationState,
  EventType,
  MessageKind,
  ObjectionStatus,
  Occasion,
  Outcome,
  Side,
} from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { recordId } from '#lib/command/inputs.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import type { Fact } from '#lib/evidence/log.ts';
import type { Delivery } from '#lib/letters/letter.ts';
import { deliveryJson } from '#lib/letters/letter-json.ts';
import { type ChangeShown, type Concern, changeShownJoins, changeShownJson, concernJson } from './change-shown.ts';
import { proving } from './prove-notices.ts';

/** Something said on a case, as both sides read it. */
export interface SaidOnCase {
  id: string;
  side: Side;
  kind: MessageKind;
  body: string;
  authorName: string;
  sentAt: Instant;
  objectionId: string | null;
}

/** An entry of the log about a case, as its subscriber may read it. `by`: a colleague's name; null for the vendor's side. */
export interface HistoryEntry {
  position: number;
  at: Instant;
  type: EventType;
  role: string;
  by: string | null;
  facts: Record<string, Fact>;
}

export interface AuthorisationShown {
  /** Whether it is about the new terms; else about those that the change would replace. */
  ofNewTerms: boolean;
  state: AuthorisationState;
  reason: string;
  warningOnly: boolean;
}

/** Everything that the page of one notice shows. */
export interface NoticePage extends CaseStanding {
  now: Instant;
  notice: {
    id: string;
    reference: string;
    occasion: Occasion;
    dora: boolean;
    /** The new terms may start while the window is open: an urgent replacement, and a DPA that allows it. */
    urgent: boolean;
    dpaReference: string;
    givenAt: Instant;
    closesAt: Instant;
    answer: Answer | null;
    answeredAt: Instant | null;
    outcome: Outcome;
    shownAt: Instant | null;
    /** When, after the close, the last proof that it was shown fell away. */
    unprovenSince: Instant | null;
    earlyStartAt: Instant | null;
    closeRecordedAt: Instant | null;
  };
  change: ChangeShown;
  /** What its notices say, as it was composed and kept when it was published; null: published before that was kept. */
  frozen: { text: string; sha256: string } | null;
  concern: Concern;
  window: {
    working: Working;
    objectionClause: string;
    terminationClause: string | null;
    emergencyClause: string | null;
    authorisation: AuthorisationMode;
    standstill: boolean;
  };
  /** The earliest first. */
  extensions: { fromClosesAt: Instant; toClosesAt: Instant; lastDay: CivilDate; reason: string; extendedAt: Instant }[];
  acceptances: { acceptedAt: Instant; by: string | null; takenBackAt: Instant | null; takenBackBy: string | null }[];
  readings: { by: string | null; readAt: Instant }[];
  /** Of the letters with the notice, the earliest first. */
  deliveries: Delivery[];
  readByReader: boolean;
  messages: SaidOnCase[];
  /** The latest first. */
  objections: {
    id: string;
    reference: string;
    status: ObjectionStatus;
    late: boolean;
    receivedAt: Instant;
    carriedFrom: string | null;
  }[];
  draft: { updatedAt: Instant; by: string | null } | null;
  /** The notice that took this one's place. */
  supersededBy: string | null;
}

/** One notice of a subscriber, in two statements. Undefined for a foreign one and for none alike. */
export async function noticePage(
  { tx, actor }: { tx: Transaction; actor: SubscriberActor },
  noticeId: string,
): Promise<NoticePage | undefined> {
  if (!recordId.safeParse(noticeId).success) return undefined;
  const { rows } = await tx.execute<{ page: Omit<NoticePage, keyof CaseStanding> }>(sql`
    select jsonb_build_object(
      'now', demur.iso(clock.at),
      'notice', jsonb_build_object('id', n.id, 'reference', n.reference, 'occasion', n.occasion, 'dora', n.dora, 'urgent', n.urgent,
        'dpaReference', n.dpa_reference, 'givenAt', demur.iso(n.given_at), 'closesAt', demur.iso(n.closes_at),
        'answer', n.answer, 'answeredAt', demur.iso(n.answered_at), 'shownAt', demur.iso(n.shown_at), 'unprovenSince', demur.iso(n.unproven_since),
        'earlyStartAt', demur.iso(n.early_start_at), 'closeRecordedAt', demur.iso(n.close_recorded_at),
        'outcome', demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, clock.at)),
      'change', ${changeShownJson}, 'concern', ${concernJson},
      'frozen', case when c.notice_text is not null then
        jsonb_build_object('text', c.notice_text, 'sha256', encode(c.notice_text_sha256, 'hex')) end,
      'window', jsonb_build_object('working', w.working, 'objectionClause', p.objection_clause,
        'terminationClause', p.termination_clause, 'emergencyClause', p.emergency_clause, 'authorisation', p.authorisation, 'standstill', p.standstill),
      'extensions', (select coalesce(jsonb_agg(jsonb_build_object('fromClosesAt', demur.iso(e.from_closes_at),
          'toClosesAt', demur.iso(e.to_closes_at), 'lastDay', e.last_day, 'reason', e.reason, 'extendedAt', demur.iso(e.extended_at))
          order by e.extended_at), '[]') from demur.extensions e where e.notice_id = n.id),
      'acceptances', (select coalesce(jsonb_agg(jsonb_build_object('acceptedAt', demur.iso(a.accepted_at), 'by', u.name,
          'takenBackAt', demur.iso(a.taken_back_at), 'takenBackBy', b.name) order by a.accepted_at), '[]')
        from demur.acceptances a left join demur.users u on u.id = a.accepted_by left join demur.users b on b.id = a.taken_back_by
        where a.notice_id = n.id),
      'readings', (select coalesce(jsonb_agg(jsonb_build_object('by', u.name, 'readAt', demur.iso(r.read_at)) order by r.read_at), '[]')
        from demur.readings r left join demur.users u on u.id = r.user_id where r.notice_id = n.id),
      'deliveries', (select coalesce(jsonb_agg(jsonb_build_object(${deliveryJson}, 'queued', null) order by d.created_at, d.id), '[]')
        from demur.letters l join demur.deliveries d on d.letter_id = l.id where l.notice_id = n.id and ${proving}),
      'readByReader', exists (select from demur.readings r where r.notice_id = n.id and r.user_id = ${actor.userId}),
      'messages', ${messagesJson},
      'objections', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'reference', o.reference, 'status', g.status,
          'late', o.late, 'receivedAt', demur.iso(o.received_at),
          'carriedFrom', (select e.reference from demur.objections e where e.id = o.carried_from)) order by o.received_at desc), '[]')
        from demur.objections o join demur.objection_progress g on g.id = o.id where o.notice_id = n.id),
      'draft', (select jsonb_build_object('updatedAt', demur.iso(d.updated_at), 'by', u.name)
        from demur.objection_drafts d left join demur.users u on u.id = d.updated_by where d.notice_id = n.id),
      'supersededBy', (select f.id from demur.changes l join demur.notices f on f.change_id = l.id
        where l.supersedes = c.id order by f.given_at desc limit 1)
    ) as page
    from demur.notices n
    cross join (select demur.now() as at) clock
    join demur.changes c on c.id = n.change_id
    ${changeShownJoins}
    join demur.windows w on w.id = n.window_id
    join demur.dpa_profiles p on p.id = w.profile_id
    where n.id = ${noticeId} and n.subscriber_id = ${actor.subscriberId}`);
  const page = rows[0]?.page;
  return page && { ...page, ...(await caseStanding(tx, actor, page)) };
}

/** The messages of the notice `n`, the earliest first. */
export const messagesJson = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'side', m.side, 'kind', m.kind, 'body', m.body,
    'authorName', m.author_name, 'sentAt', demur.iso(m.sent_at), 'objectionId', m.objection_id) order by m.sent_at, m.id), '[]')
  from demur.messages m where m.notice_id = n.id)`;

/** The log's entries on a case that the reader may read, the earliest first. */
export const historyJson = (
  caseId: string | SQL,
) => sql`(select coalesce(jsonb_agg(jsonb_build_object('position', e.position, 'at', demur.iso(e.at),
    'type', e.type, 'role', e.role, 'by', u.name, 'facts', convert_from(e.content, 'UTF8')::jsonb -> 'facts') order by e.position), '[]')
  from demur.events e left join demur.users u on u.id = e.actor_id where e.case_id = ${caseId})`;

/** What follows for authorisation, and the case's history: for the page of a notice and of an objection alike. */
export interface CaseStanding {
  authorisations: AuthorisationShown[];
  history: HistoryEntry[];
}

export async function caseStanding(
  tx: Transaction,
  { subscriberId }: SubscriberActor,
  { notice, change, now }: { notice: { id: string }; change: { id: string }; now: Instant },
): Promise<CaseStanding> {
  const { rows } = await tx.execute<CaseStanding & Record<string, unknown>>(sql`
    select ${historyJson(notice.id)} as history, (
      select coalesce(jsonb_agg(jsonb_build_object('ofNewTerms', a.terms_id = c.to_terms_id, 'state', a.state, 'reason', a.reason,
        'warningOnly', a.warning_only) order by a.terms_id = c.to_terms_id, a.state), '[]')
      from demur.authorisations(${subscriberId}, ${now}) a where a.terms_id in (c.from_terms_id, c.to_terms_id)
    ) as authorisations
    from demur.changes c where c.id = ${change.id}`);
  return rows[0] ?? { history: [], authorisations: [] };
}

import { type SQL, sql } from 'drizzle-orm';
import type {
  AppliesBecause,
  AuthorisationMode,
  GroundAssessment,
  GroundCategory,
  ObjectionStatus,
  Outcome,
} from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { type ChangeShown, changeShownJoins, changeShownJson, concernJson } from '#lib/notices/change-shown.ts';
import {
  type AuthorisationShown,
  type HistoryEntry,
  historyJson,
  messagesJson,
  type SaidOnCase,
} from '#lib/notices/notice-page.ts';
import { parseReference } from '#lib/notices/reference.ts';
import { type Carried, carriedJson, carriedThrough } from './carried-json.ts';
import { type ProposalShown, proposalsJson, type ResolutionShown, resolutionsJson } from './decided-json.ts';
import { filedJson, namesJson, receiptJson } from './filed-json.ts';
import type { Filed, LetterNames } from './letter.ts';
import type { ReceiptFacts } from './receipt.ts';

/** One ground of an objection as the desk has assessed it, also before it was carried over; the latest assessment first. */
export interface AssessedGround {
  category: GroundCategory;
  assessment: GroundAssessment;
  note: string | null;
  by: string | null;
  at: Instant;
}

/** One case as the desk sees it: everything on its page but the form for the decision. */
export interface DeskCase {
  now: Instant;
  id: string;
  status: ObjectionStatus;
  respondBy: Instant | null;
  pausedAt: Instant | null;
  carried: Carried;
  subscriber: { id: string; name: string; country: string };
  filed: Filed;
  names: LetterNames;
  receipt: Pick<
    ReceiptFacts,
    'reference' | 'receivedAt' | 'recordedAt' | 'late' | 'textSha256' | 'closesAt' | 'position' | 'carriedFrom'
  >;
  /** Who recorded it, where it came by e-mail or post. */
  recordedBy: string | null;
  notice: {
    id: string;
    reference: string;
    givenAt: Instant;
    closesAt: Instant;
    outcome: Outcome;
    shownAt: Instant | null;
    dora: boolean;
    concern: { because: AppliesBecause; services: string[]; serviceIds: string[] };
    working: Working;
    extensions: {
      fromClosesAt: Instant;
      toClosesAt: Instant;
      lastDay: CivilDate;
      reason: string;
      extendedAt: Instant;
    }[];
  };
  change: ChangeShown;
  dpa: {
    reference: string;
    objectionClause: string;
    terminationClause: string | null;
    authorisation: AuthorisationMode;
    standstill: boolean;
  };
  requestedActions: { id: string; number: number; text: string; requestedAt: Instant; added: boolean }[];
  files: { id: string; name: string; mediaType: string; size: number; sha256: string; side: 'subscriber' | 'vendor' }[];
  assessments: AssessedGround[];
  /** For each ground, from how many other subscribers the same one stands against this change. */
  sameGround: Partial<Record<GroundCategory, number>>;
  messages: SaidOnCase[];
  admission: { reason: string; dataAlreadySent: string; admittedAt: Instant; by: string | null } | null;
  retraction: { retractedAt: Instant; beforeClose: boolean } | null;
  proposals: ProposalShown[];
  resolutions: (ResolutionShown & { resolvedBy: string | null })[];
  authorisations: (AuthorisationShown & { serviceIds: string[] })[];
  history: HistoryEntry[];
}

/** One case by the reference of its objection, in one statement. Undefined: there is none. */
export async function deskCase({ tx }: { tx: Transaction }, reference: string): Promise<DeskCase | undefined> {
  const asked = parseReference(reference);
  if (asked?.prefix !== 'OBJ') return undefined;
  const { rows } = await tx.execute<{ page: DeskCase }>(deskCaseQuery(asked.text));
  return rows[0]?.page;
}

const deskCaseQuery = (reference: string): SQL => sql`
  select jsonb_build_object(
    'now', demur.iso(clock.at), 'id', o.id, 'status', g.status,
    'respondBy', demur.iso(g.respond_by), 'pausedAt', demur.iso(g.paused_at), 'carried', ${carriedJson},
    'subscriber', jsonb_build_object('id', b.id, 'name', b.name, 'country', b.country),
    'filed', ${filedJson}, 'names', ${namesJson}, 'receipt', ${receiptJson},
    'recordedBy', (select u.name from demur.users u where u.id = o.recorded_by),
    'notice', jsonb_build_object('id', n.id, 'reference', n.reference, 'givenAt', demur.iso(n.given_at), 'closesAt', demur.iso(n.closes_at),
      'outcome', demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, clock.at),
      'shownAt', demur.iso(n.shown_at), 'dora', n.dora, 'concern', ${concernJson}, 'working', w.working,
      'extensions', (select coalesce(jsonb_agg(jsonb_build_object('fromClosesAt', demur.iso(e.from_closes_at),
          'toClosesAt', demur.iso(e.to_closes_at), 'lastDay', e.last_day, 'reason', e.reason, 'extendedAt', demur.iso(e.extended_at))
          order by e.extended_at), '[]') from demur.extensions e where e.notice_id = n.id)),
    'change', ${changeShownJson},
    'dpa', jsonb_build_object('reference', n.dpa_reference, 'objectionClause', p.objection_clause,
      'terminationClause', p.termination_clause, 'authorisation', p.authorisation, 'standstill', p.standstill),
    'requestedActions', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'number', a.number, 'text', a.text,
        'requestedAt', demur.iso(a.requested_at), 'added', a.requested_at <> o.received_at) order by a.number), '[]')
      from demur.requested_actions a where a.objection_id = o.id),
    'files', (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size,
        'sha256', encode(f.sha256, 'hex'), 'side', f.side) order by l.position), '[]')
      from demur.objection_files l join demur.files f on f.id = l.file_id where l.objection_id = o.id),
    'assessments', (select coalesce(jsonb_agg(jsonb_build_object('category', a.category, 'assessment', a.assessment, 'note', a.note,
        'by', u.name, 'at', demur.iso(a.assessed_at)) order by a.assessed_at desc, a.id desc), '[]')
      from demur.grounds_assessed a left join demur.users u on u.id = a.assessed_by where a.objection_id in ${carriedThrough}),
    'sameGround', (select coalesce(jsonb_object_agg(same.category, same.others), '{}') from (
      select category, count(distinct other.subscriber_id) as others
      from demur.objections other
      join demur.notices on_same on on_same.id = other.notice_id and on_same.change_id = c.id
      join demur.objection_progress standing on standing.id = other.id and standing.status <> 'retracted'
      cross join unnest(other.ground_categories) category
      where other.subscriber_id <> o.subscriber_id and category = any (o.ground_categories) group by category) same),
    'messages', ${messagesJson},
    'admission', (select jsonb_build_object('reason', a.reason, 'dataAlreadySent', a.data_already_sent, 'admittedAt', demur.iso(a.admitted_at), 'by', u.name)
      from demur.admissions a left join demur.users u on u.id = a.admitted_by where a.objection_id = o.id),
    'retraction', (select jsonb_build_object('retractedAt', demur.iso(r.retracted_at), 'beforeClose', r.before_close)
      from demur.retractions r where r.objection_id = o.id),
    'proposals', ${proposalsJson},
    'resolutions', (select coalesce(jsonb_agg(shown || jsonb_build_object('resolvedBy', u.name) order by r.resolved_at, r.id), '[]')
      from jsonb_array_elements(${resolutionsJson}) shown
      join demur.resolutions r on r.id = (shown ->> 'id')::uuid
      left join demur.users u on u.id = r.resolved_by),
    'authorisations', (select coalesce(jsonb_agg(jsonb_build_object('ofNewTerms', a.terms_id = c.to_terms_id, 'state', a.state, 'reason', a.reason,
        'warningOnly', a.warning_only, 'serviceIds', to_jsonb(a.service_ids)) order by a.terms_id = c.to_terms_id, a.state), '[]')
      from demur.authorisations(n.subscriber_id, clock.at) a where a.terms_id in (c.from_terms_id, c.to_terms_id)),
    'history', ${historyJson(sql`n.id`)}
  ) as page
  from demur.objections o
  cross join (select demur.now() as at) clock
  cross join demur.vendor v
  join demur.objection_progress g on g.id = o.id
  join demur.subscribers b on b.id = o.subscriber_id
  join demur.notices n on n.id = o.notice_id
  join demur.changes c on c.id = n.change_id
  ${changeShownJoins}
  join demur.windows w on w.id = n.window_id
  join demur.dpa_profiles p on p.id = w.profile_id
  where o.reference = ${reference}`;

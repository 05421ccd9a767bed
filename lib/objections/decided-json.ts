import { sql } from 'drizzle-orm';
import type {
  ceaseScopes,
  dataStatements,
  proposalAnswers,
  ResolutionOption,
  withdrawalBases,
  withdrawalDurations,
} from '#db/schema/vocabulary.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';

/** What the vendor offered, as both sides read it. */
export interface ProposalShown {
  id: string;
  option: Exclude<ResolutionOption, 'cease'>;
  actions: { text: string; owner: string; dueOn: CivilDate; requestedActionId: string | null }[];
  /** Names. */
  services: string[];
  duration: (typeof withdrawalDurations)[number] | null;
  untilDay: CivilDate | null;
  coreConditions: string | null;
  reasons: string;
  answerByDay: CivilDate;
  answerBy: Instant;
  proposedAt: Instant;
  answer: (typeof proposalAnswers)[number] | null;
  answeredAt: Instant | null;
}

/** One corrective action that the vendor undertook. */
export interface UndertakenAction {
  id: string;
  number: number;
  text: string;
  owner: string;
  dueOn: CivilDate;
  requestedActionId: string | null;
  completion: {
    id: string;
    evidence: string;
    completedAt: Instant;
    disputedAt: Instant | null;
    dispute: string | null;
  } | null;
}

/** A decision, as both sides read it. */
export interface ResolutionShown {
  id: string;
  option: ResolutionOption;
  reasons: string;
  resolvedAt: Instant;
  /** No later one names it. */
  stands: boolean;
  supersedes: string | null;
  /** Made of a proposal that the subscriber accepted. */
  proposalId: string | null;
  ceaseScope: (typeof ceaseScopes)[number] | null;
  ceaseOn: CivilDate | null;
  dataPlan: string | null;
  /** Names. */
  services: string[];
  withdrawalBasis: (typeof withdrawalBases)[number] | null;
  withdrawalDuration: (typeof withdrawalDurations)[number] | null;
  untilDay: CivilDate | null;
  coreConditions: string | null;
  actions: UndertakenAction[];
  dataStatement: { statement: (typeof dataStatements)[number]; detail: string; statedAt: Instant } | null;
}

const serviceNames = (ids: string) =>
  sql`(select coalesce(jsonb_agg(se.name order by se.name), '[]') from demur.services se where se.id = any (${sql.raw(ids)}))`;

/** The proposals on the objection `o`, the earliest first. */
export const proposalsJson = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'option', q.option, 'actions', q.actions,
    'services', ${serviceNames('q.service_ids')}, 'duration', q.duration, 'untilDay', q.until_day, 'coreConditions', q.core_conditions,
    'reasons', q.reasons, 'answerByDay', q.answer_by_day, 'answerBy', demur.iso(q.answer_by), 'proposedAt', demur.iso(q.proposed_at),
    'answer', q.answer, 'answeredAt', demur.iso(q.answered_at)) order by q.proposed_at), '[]')
  from demur.proposals q where q.objection_id = o.id)`;

const completionJson = sql`(select jsonb_build_object('id', d.id, 'evidence', d.evidence, 'completedAt', demur.iso(d.completed_at),
    'disputedAt', demur.iso(d.disputed_at), 'dispute', d.dispute) from demur.action_completions d where d.action_id = a.id)`;

/** The decisions on the objection `o`, the earliest first; at most one of them stands. */
export const resolutionsJson = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'option', r.option, 'reasons', r.reasons,
    'resolvedAt', demur.iso(r.resolved_at), 'supersedes', r.supersedes, 'proposalId', r.proposal_id,
    'stands', not exists (select from demur.resolutions l where l.objection_id = r.objection_id and l.supersedes = r.id),
    'ceaseScope', r.cease_scope, 'ceaseOn', r.cease_on, 'dataPlan', r.data_plan, 'services', ${serviceNames('r.service_ids')},
    'withdrawalBasis', r.withdrawal_basis, 'withdrawalDuration', r.withdrawal_duration, 'untilDay', r.until_day,
    'coreConditions', r.core_conditions,
    'actions', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'number', a.number, 'text', a.text, 'owner', a.owner,
        'dueOn', a.due_on, 'requestedActionId', a.requested_action_id, 'completion', ${completionJson}) order by a.number), '[]')
      from demur.corrective_actions a where a.resolution_id = r.id),
    'dataStatement', (select jsonb_build_object('statement', t.statement, 'detail', t.detail, 'statedAt', demur.iso(t.stated_at))
      from demur.data_statements t where t.resolution_id = r.id)) order by r.resolved_at), '[]')
  from demur.resolutions r where r.objection_id = o.id)`;

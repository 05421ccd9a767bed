import { at, hex, list, maybe, object, only, person, servicesIn } from './sql-json.ts';

const completion = only(
  object({
    evidence: 'd.evidence',
    completedAt: at('d.completed_at'),
    by: person('d.completed_by', 'vendor'),
    dispute: 'd.dispute',
    disputedAt: at('d.disputed_at'),
    disputedBy: maybe('d.disputed_by', 'subscriber'),
  }),
  'demur.action_completions d where d.action_id = a.id',
);

const resolutions = list(
  object({
    id: 'r.id',
    supersedes: 'r.supersedes',
    option: 'r.option',
    reasons: 'r.reasons',
    resolvedAt: at('r.resolved_at'),
    by: person('r.resolved_by', 'vendor'),
    fromProposal: 'r.proposal_id',
    ceaseScope: 'r.cease_scope',
    ceaseOn: 'r.cease_on',
    dataPlan: 'r.data_plan',
    withdrawnServices: servicesIn('r.service_ids'),
    withdrawalBasis: 'r.withdrawal_basis',
    withdrawalDuration: 'r.withdrawal_duration',
    untilDay: 'r.until_day',
    coreConditions: 'r.core_conditions',
    actions: list(
      object({
        number: 'a.number',
        text: 'a.text',
        owner: 'a.owner',
        dueOn: 'a.due_on',
        requestedAction: '(select q.number from demur.requested_actions q where q.id = a.requested_action_id)',
        completion,
      }),
      'a.number',
      'demur.corrective_actions a where a.resolution_id = r.id',
    ),
    dataStatement: only(
      object({
        statement: 'd.statement',
        detail: 'd.detail',
        statedAt: at('d.stated_at'),
        by: person('d.stated_by', 'vendor'),
      }),
      'demur.data_statements d where d.resolution_id = r.id',
    ),
  }),
  'r.resolved_at, r.id',
  'demur.resolutions r where r.objection_id = o.id',
);

const proposals = list(
  object({
    id: 'q.id',
    option: 'q.option',
    reasons: 'q.reasons',
    actions: 'q.actions',
    withdrawnServices: servicesIn('q.service_ids'),
    duration: 'q.duration',
    untilDay: 'q.until_day',
    coreConditions: 'q.core_conditions',
    answerByDay: 'q.answer_by_day',
    answerBy: at('q.answer_by'),
    proposedAt: at('q.proposed_at'),
    by: person('q.proposed_by', 'vendor'),
    answer: 'q.answer',
    answeredAt: at('q.answered_at'),
    answeredBy: maybe('q.answered_by', 'subscriber'),
  }),
  'q.proposed_at, q.id',
  'demur.proposals q where q.objection_id = o.id',
);

/** The admin's view of the grounds is the vendor's own; a subscriber's role may not even ask for it. */
const assessments = list(
  object({
    category: 'g.category',
    assessment: 'g.assessment',
    note: 'g.note',
    assessedAt: at('g.assessed_at'),
    by: person('g.assessed_by', 'vendor'),
  }),
  'g.assessed_at, g.id',
  'demur.grounds_assessed g where g.objection_id = o.id',
);

/** The same objection under the notice before or after a corrected change. */
const carried = (which: string) =>
  only(
    object({ reference: 'k.reference', case: 'kn.reference' }),
    `demur.objections k join demur.notices kn on kn.id = k.notice_id where ${which}`,
  );

/** The objections to the notice `n`, each with all that became of it. */
export const objections = (withoutAssessments: boolean) =>
  list(
    `${object({
      id: 'o.id',
      reference: 'o.reference',
      status: 'pr.status',
      respondBy: at('pr.respond_by'),
      channel: 'o.channel',
      receivedAt: at('o.received_at'),
      recordedAt: at('o.recorded_at'),
      measured: `o.channel = 'demur'`,
      late: 'o.late',
      filedBy: maybe('o.filed_by', 'subscriber'),
      recordedBy: maybe('o.recorded_by', 'vendor'),
      filerName: 'o.filer_name',
      capacity: 'o.capacity',
      actingAs: 'o.acting_as',
      onBehalfOf: 'o.on_behalf_of',
      groundCategories: 'o.ground_categories',
      groundsText: 'o.grounds_text',
      dataCategories: 'o.data_categories',
      services: servicesIn('o.service_ids'),
      letterSha256: hex('o.text_sha256'),
    })} || ${object({
      files: list(
        object({ id: 'f.id', name: 'f.name', mediaType: 'f.media_type', size: 'f.size', sha256: hex('f.sha256') }),
        'l.position',
        'demur.objection_files l join demur.files f on f.id = l.file_id where l.objection_id = o.id',
      ),
      requestedActions: list(
        object({ id: 'q.id', number: 'q.number', text: 'q.text', requestedAt: at('q.requested_at') }),
        'q.number',
        'demur.requested_actions q where q.objection_id = o.id',
      ),
      assessments: withoutAssessments ? `'[]'::jsonb` : assessments,
      admission: only(
        object({
          reason: 'a.reason',
          dataAlreadySent: 'a.data_already_sent',
          admittedAt: at('a.admitted_at'),
          by: person('a.admitted_by', 'vendor'),
        }),
        'demur.admissions a where a.objection_id = o.id',
      ),
      retraction: only(
        object({
          retractedAt: at('x.retracted_at'),
          beforeClose: 'x.before_close',
          by: person('x.retracted_by', 'subscriber'),
        }),
        'demur.retractions x where x.objection_id = o.id',
      ),
      carriedFrom: carried('k.id = o.carried_from'),
      carriedTo: carried('k.carried_from = o.id'),
      proposals,
      resolutions,
    })}`,
    'o.received_at, o.id',
    'demur.objections o join demur.objection_progress pr on pr.id = o.id where o.notice_id = n.id',
  );

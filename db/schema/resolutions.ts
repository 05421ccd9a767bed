import { sql } from 'drizzle-orm';
import { check, date, foreignKey, index, jsonb, smallint, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { demur, instant, oneOf } from './column.ts';
import { objections, requestedActions } from './objections.ts';
import { users } from './parties.ts';
import {
  ceaseScopes,
  dataStatements,
  proposalAnswers,
  resolutionOptions,
  withdrawalBases,
  withdrawalDurations,
} from './vocabulary.ts';

const id = () => uuid('id').primaryKey().default(sql`uuidv7()`);

/** Measures offered as a counter-proposal, or a withdrawal that needs the subscriber's agreement. */
export interface ProposedAction {
  text: string;
  owner: string;
  dueOn: string;
  requestedActionId: string | null;
}

/** What the vendor offers and the subscriber must accept first. One open at a time. Silence is not agreement. */
export const proposals = demur.table(
  'proposals',
  {
    id: id(),
    objectionId: uuid('objection_id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    option: text('option', { enum: ['corrective_action', 'feature_withdrawal'] }).notNull(),
    actions: jsonb('actions').$type<ProposedAction[]>().notNull().default([]),
    serviceIds: uuid('service_ids').array().notNull().default(sql`'{}'`),
    duration: text('duration', { enum: withdrawalDurations }),
    untilDay: date('until_day'),
    coreConditions: text('core_conditions'),
    reasons: text('reasons').notNull(),
    /** The last civil day to answer, and the first instant after it. */
    answerByDay: date('answer_by_day').notNull(),
    answerBy: instant('answer_by').notNull(),
    proposedBy: uuid('proposed_by')
      .notNull()
      .references(() => users.id),
    proposedAt: instant('proposed_at').notNull(),
    answer: text('answer', { enum: proposalAnswers }),
    answeredBy: uuid('answered_by').references(() => users.id),
    answeredAt: instant('answered_at'),
  },
  (t) => [
    foreignKey({
      name: 'proposal_on_objection',
      columns: [t.subscriberId, t.objectionId],
      foreignColumns: [objections.subscriberId, objections.id],
    }),
    oneOf('proposal_answer_word', t.answer, proposalAnswers),
    check('proposal_answered_when', sql`(${t.answer} is null) = (${t.answeredAt} is null)`),
    uniqueIndex('one_open_proposal').on(t.objectionId).where(sql`answer is null`),
    index('proposals_to_lapse').on(t.answerBy).where(sql`answer is null`),
  ],
);

/** The vendor's decision: exactly one of three options. Never edited; a mistake is superseded by a new one. */
export const resolutions = demur.table(
  'resolutions',
  {
    id: id(),
    objectionId: uuid('objection_id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    supersedes: uuid('supersedes'),
    proposalId: uuid('proposal_id').references(() => proposals.id),
    option: text('option', { enum: resolutionOptions }).notNull(),
    reasons: text('reasons').notNull(),
    // cease
    ceaseScope: text('cease_scope', { enum: ceaseScopes }),
    ceaseOn: date('cease_on'),
    dataPlan: text('data_plan'),
    // feature withdrawal
    serviceIds: uuid('service_ids').array().notNull().default(sql`'{}'`),
    withdrawalBasis: text('withdrawal_basis', { enum: withdrawalBases }),
    withdrawalDuration: text('withdrawal_duration', { enum: withdrawalDurations }),
    untilDay: date('until_day'),
    /** For a core service: lead time, return of data and the fees clause, confirmed by the vendor. */
    coreConditions: text('core_conditions'),
    resolvedBy: uuid('resolved_by')
      .notNull()
      .references(() => users.id),
    resolvedAt: instant('resolved_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'resolution_of_objection',
      columns: [t.subscriberId, t.objectionId],
      foreignColumns: [objections.subscriberId, objections.id],
    }),
    foreignKey({
      name: 'supersedes_a_resolution',
      columns: [t.objectionId, t.supersedes],
      foreignColumns: [t.objectionId, t.id],
    }),
    unique('resolution_of_its_objection').on(t.objectionId, t.id),
    unique('resolution_of_subscriber').on(t.subscriberId, t.id),
    // one first, one successor each: of several admins at once, one wins
    unique('one_resolution').on(t.objectionId, t.supersedes).nullsNotDistinct(),
    oneOf('resolution_option_word', t.option, resolutionOptions),
    check(
      'cease_fields',
      sql`(${t.option} = 'cease') = (${t.ceaseScope} is not null and ${t.ceaseOn} is not null and ${t.dataPlan} is not null)`,
    ),
    check(
      'withdrawal_fields',
      sql`(${t.option} = 'feature_withdrawal') = (${t.withdrawalBasis} is not null and ${t.withdrawalDuration} is not null and cardinality(${t.serviceIds}) > 0)`,
    ),
    check(
      'until_when_temporary',
      sql`(${t.withdrawalDuration} is not distinct from 'temporary') = (${t.untilDay} is not null)`,
    ),
    index('withdrawals_by_end').on(t.untilDay).where(sql`until_day is not null`),
  ],
);

/** What the vendor undertook under a corrective action. Authorisation waits until each is completed. */
export const correctiveActions = demur.table(
  'corrective_actions',
  {
    id: id(),
    resolutionId: uuid('resolution_id').notNull(),
    objectionId: uuid('objection_id').notNull(),
    subscriberId: uuid('subscriber_id').notNull(),
    /** Null for other or fewer measures that the subscriber accepted. */
    requestedActionId: uuid('requested_action_id').references(() => requestedActions.id),
    number: smallint('number').notNull(),
    text: text('text').notNull(),
    owner: text('owner').notNull(),
    dueOn: date('due_on').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'action_of_resolution',
      columns: [t.objectionId, t.resolutionId],
      foreignColumns: [resolutions.objectionId, resolutions.id],
    }),
    unique('corrective_action_numbered').on(t.resolutionId, t.number),
    unique('corrective_action_of_subscriber').on(t.subscriberId, t.id),
    index('actions_by_due_day').on(t.dueOn, t.id),
  ],
);

/** A corrective action done, with its evidence. */
export const actionCompletions = demur.table(
  'action_completions',
  {
    id: id(),
    actionId: uuid('action_id').notNull().unique('completed_once'),
    subscriberId: uuid('subscriber_id').notNull(),
    evidence: text('evidence').notNull(),
    completedBy: uuid('completed_by')
      .notNull()
      .references(() => users.id),
    completedAt: instant('completed_at').notNull(),
    /** The subscriber disputes "done": no effect on authorisation, on the record. */
    disputedBy: uuid('disputed_by').references(() => users.id),
    disputedAt: instant('disputed_at'),
    dispute: text('dispute'),
  },
  (t) => [
    foreignKey({
      name: 'completion_of_action',
      columns: [t.subscriberId, t.actionId],
      foreignColumns: [correctiveActions.subscriberId, correctiveActions.id],
    }),
  ],
);

/** What became of data already there, said when it is done. */
export const dataStatementsMade = demur.table(
  'data_statements',
  {
    id: id(),
    resolutionId: uuid('resolution_id').notNull().unique('stated_once'),
    subscriberId: uuid('subscriber_id').notNull(),
    statement: text('statement', { enum: dataStatements }).notNull(),
    detail: text('detail').notNull(),
    statedBy: uuid('stated_by')
      .notNull()
      .references(() => users.id),
    statedAt: instant('stated_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'statement_on_resolution',
      columns: [t.subscriberId, t.resolutionId],
      foreignColumns: [resolutions.subscriberId, resolutions.id],
    }),
    oneOf('data_statement_word', t.statement, dataStatements),
  ],
);

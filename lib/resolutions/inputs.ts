import { z } from 'zod';
import { ceaseScopes, dataStatements, withdrawalBases, withdrawalDurations } from '#db/schema/vocabulary.ts';
import { civilDate, recordId } from '#lib/command/inputs.ts';
import { line, optionalText, text } from '#lib/command/text.ts';

/** The most that the texts of a decision may hold, in code points. */
export const limits = {
  reasons: 20_000,
  plan: 5_000,
  action: 2_000,
  owner: 200,
  evidence: 20_000,
  actions: 20,
} as const;

const orNull = <T>(value: T | null | undefined): T | null => value ?? null;

/** A date field left blank is no day. */
const optionalDay = (label: string) =>
  z.preprocess((typed) => (typed === '' ? null : typed), civilDate(label).nullish().transform(orNull));

const reasons = text({ label: 'The text of your reasons', max: limits.reasons });

const decision = {
  objectionId: recordId,
  reasons,
  /** The standing decision that this one replaces; null for the first. */
  supersedes: recordId.nullish().transform(orNull),
};

const cease = z
  .object({
    ...decision,
    option: z.literal('cease'),
    ceaseScope: z.enum(ceaseScopes, { error: 'Choose for whom it ceases.' }),
    ceaseOn: civilDate('The day on which it ceases'),
    dataPlan: text({ label: 'What happens to data already there', max: limits.plan }),
    /** For everyone: the other subscribers read this, and not the reasons, which are this subscriber's. */
    withdrawalReason: optionalText({ label: 'Why the change is withdrawn', max: limits.plan }),
  })
  .refine(({ ceaseScope, withdrawalReason }) => ceaseScope !== 'everyone' || withdrawalReason !== null, {
    message: 'Say why the change is withdrawn. Everyone whom it was notified to reads this.',
    path: ['withdrawalReason'],
  });

const undertaken = { owner: line({ label: 'Owner', max: limits.owner }), dueOn: civilDate('Done by') };

const correctiveAction = z.object({
  ...decision,
  option: z.literal('corrective_action'),
  /** Exactly those that the subscriber requested, each once. */
  actions: z
    .array(z.object({ requestedActionId: recordId, ...undertaken }))
    .default([])
    .refine((rows) => new Set(rows.map(({ requestedActionId }) => requestedActionId)).size === rows.length, {
      message: 'Name each action once.',
    }),
});

const withdrawal = {
  serviceIds: z
    .array(recordId)
    .min(1, 'Choose at least one service.')
    .transform((ids) => [...new Set(ids)]),
  untilDay: optionalDay('The last day of the withdrawal'),
  coreConditions: optionalText({ label: 'Lead time, return of data and fees', max: limits.plan }),
};
const duration = z.enum(withdrawalDurations, { error: 'Choose whether it is temporary or permanent.' });

const whenTemporary = {
  message: 'Say until which day the service is withdrawn.',
  path: ['untilDay'],
};

const featureWithdrawal = z
  .object({
    ...decision,
    option: z.literal('feature_withdrawal'),
    ...withdrawal,
    withdrawalBasis: z.enum(withdrawalBases, { error: 'Choose by whose word the service is withdrawn.' }),
    withdrawalDuration: duration,
  })
  .refine((typed) => typed.withdrawalDuration !== 'temporary' || typed.untilDay !== null, whenTemporary);

/** The vendor's decision: one of three options, with its fields. */
export const resolutionInput = z.discriminatedUnion('option', [cease, correctiveAction, featureWithdrawal], {
  error: 'Choose one of the three options.',
});
export type ResolutionInput = z.infer<typeof resolutionInput>;
/** The fields as the form holds them. */
export type ResolutionFields = z.input<typeof resolutionInput>;

const proposal = { objectionId: recordId, reasons, answerByDay: civilDate('The last day to answer') };

const otherMeasures = z.object({
  ...proposal,
  option: z.literal('corrective_action'),
  actions: z
    .array(
      z.object({
        /** One that they requested, as it stands or reworded; null for another measure. */
        requestedActionId: recordId.nullish().transform(orNull),
        text: text({ label: 'The measure', max: limits.action }),
        ...undertaken,
      }),
    )
    .min(1, 'Name at least one measure.')
    .max(limits.actions, `Name ${limits.actions} measures at most.`),
});

const agreedWithdrawal = z
  .object({ ...proposal, option: z.literal('feature_withdrawal'), ...withdrawal, withdrawalDuration: duration })
  .refine((typed) => typed.withdrawalDuration !== 'temporary' || typed.untilDay !== null, whenTemporary);

/** What the vendor offers and the subscriber must accept first. */
export const proposalInput = z.discriminatedUnion('option', [otherMeasures, agreedWithdrawal], {
  error: 'Choose what you propose: measures, or the withdrawal of a service.',
});
export type ProposalInput = z.infer<typeof proposalInput>;
/** The fields as the form holds them. */
export type ProposalFields = z.input<typeof proposalInput>;

export const answerInput = z.object({
  proposalId: recordId,
  answer: z.enum(['accepted', 'declined'], { error: 'Accept the proposal or decline it.' }),
});

export const completionInput = z.object({
  actionId: recordId,
  evidence: text({ label: 'The evidence', max: limits.evidence }),
});

export const actionDisputeInput = z.object({
  actionId: recordId,
  dispute: text({ label: 'What is not done', max: limits.evidence }),
});

export const dataStatementInput = z.object({
  resolutionId: recordId,
  statement: z.enum(dataStatements, { error: 'Choose: nothing was sent, or deletion is confirmed.' }),
  detail: text({ label: 'The detail', max: limits.plan }),
});

export const aboutProposal = z.object({ proposalId: recordId });

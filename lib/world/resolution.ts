import { eq } from 'drizzle-orm';
import { correctiveActions } from '#db/schema/resolutions.ts';
import type { Opening } from '#db/transaction.ts';
import { clock } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { answerProposal } from '#lib/resolutions/answer-proposal.ts';
import { completeAction } from '#lib/resolutions/complete-action.ts';
import { disputeAction } from '#lib/resolutions/dispute-action.ts';
import type { ProposalFields, ResolutionFields } from '#lib/resolutions/inputs.ts';
import { makeDataStatement } from '#lib/resolutions/make-data-statement.ts';
import { makeProposal } from '#lib/resolutions/make-proposal.ts';
import { decidable } from '#lib/resolutions/queries.ts';
import { resolveObjection } from '#lib/resolutions/resolve-objection.ts';
import { type AtDesk, atDesk } from './triage.ts';
import { by, done, instantOf, type When, type World } from './world.ts';

/** The fields of one option, without the objection: the rest has defaults. */
type Fields<F> = F extends unknown
  ? Omit<Partial<F>, 'objectionId'> & { option: F extends { option: infer O } ? O : never }
  : never;

export type ResolutionOptions = AtDesk & Fields<ResolutionFields>;
export type ProposalOptions = AtDesk & Fields<ProposalFields>;

export interface Decision {
  resolutionId: string;
  objectionId: string;
  reference: string;
  /** The corrective actions, in the order of their numbers. */
  actionIds: string[];
}

/**
 * A decision. Left out are: for a corrective action every action requested, for a withdrawal every service concerned,
 * by the vendor's decision and for good; for a cease this subscriber, and today.
 */
export async function resolution(world: World, options: ResolutionOptions): Promise<Decision> {
  const { at, daysAgo, adminId, ...fields } = options;
  const opening = atDesk(world, options);
  const { found, day } = await ground(opening, options);
  const actions = found?.requestedActions.map(({ id }) => ({
    requestedActionId: id,
    owner: 'Platform team',
    dueOn: day(14),
  }));
  const resolved = await done(resolveObjection, opening, {
    reasons: 'We looked at each ground, and this answers what you object to.',
    ceaseScope: 'this_subscriber',
    ceaseOn: day(0),
    dataPlan: 'Nothing has been sent; nothing will be.',
    actions,
    serviceIds: found?.concernedIds,
    withdrawalBasis: 'vendor_ceases',
    withdrawalDuration: 'permanent',
    ...fields,
  });
  return { ...resolved, actionIds: await actionIdsOf(world, resolved.resolutionId) };
}

/** A counter-proposal; two weeks to answer unless given. */
export async function proposal(world: World, options: ProposalOptions): Promise<{ proposalId: string }> {
  const { at, daysAgo, adminId, ...fields } = options;
  const opening = atDesk(world, options);
  const { found, day } = await ground(opening, options);
  return done(makeProposal, opening, {
    reasons: 'This goes most of the way, and it can be done soon.',
    answerByDay: day(14),
    actions: [
      { text: 'Keep the message text in the region', owner: 'Platform team', dueOn: day(21), requestedActionId: null },
    ],
    serviceIds: found?.concernedIds,
    withdrawalDuration: 'permanent',
    ...fields,
  });
}

/** A signatory's answer to a proposal; accepted unless given. */
export async function proposalAnswer(
  world: World,
  options: When & { proposalId: string; userId: string; answer?: 'accepted' | 'declined' },
): Promise<{ resolutionId: string | null; actionIds: string[] }> {
  const { proposalId, userId, answer = 'accepted' } = options;
  const opening = by(world, userId, instantOf(world, options, 1 / 96));
  const { resolutionId } = await done(answerProposal, opening, { proposalId, answer });
  return { resolutionId, actionIds: resolutionId ? await actionIdsOf(world, resolutionId) : [] };
}

/** A corrective action done, with its evidence. */
export async function completion(
  world: World,
  options: When & { actionId: string; evidence?: string; adminId?: string },
): Promise<{ completionId: string }> {
  const { actionId, evidence = 'Report of 4 pages, sent with the letter of today.' } = options;
  return done(completeAction, atDesk(world, options), { actionId, evidence });
}

/** A signatory disputes that an action is done. */
export async function actionDispute(
  world: World,
  options: When & { actionId: string; userId: string; dispute?: string },
): Promise<void> {
  const { actionId, userId, dispute = 'The report covers another region.' } = options;
  await done(disputeAction, by(world, userId, instantOf(world, options, 1 / 96)), { actionId, dispute });
}

/** What became of data already there, after a decision to cease. */
export async function dataStatement(
  world: World,
  options: When & { resolutionId: string; statement?: string; detail?: string; adminId?: string },
): Promise<void> {
  const { resolutionId, statement = 'nothing_sent', detail = 'The feature was never switched on for you.' } = options;
  await done(makeDataStatement, atDesk(world, options), { resolutionId, statement, detail });
}

/** What there is to decide, and the civil days counted from this step on, on the vendor's clocks. */
async function ground(opening: Opening, { objectionId }: { objectionId: string }) {
  return read(opening, async ({ tx, installation }) => {
    const today = civilDayIn(await clock(tx), installation.zone);
    return { found: await decidable(tx, { objectionId }), day: (ahead: number) => addDays(today, ahead) };
  });
}

function actionIdsOf(world: World, resolutionId: string): Promise<string[]> {
  return read(by(world, world.adminId, world.now), async ({ tx }) => {
    const rows = await tx
      .select({ id: correctiveActions.id })
      .from(correctiveActions)
      .where(eq(correctiveActions.resolutionId, resolutionId))
      .orderBy(correctiveActions.number);
    return rows.map(({ id }) => id);
  });
}

import type pg from 'pg';
import { acceptance, reading } from './answer.ts';
import { approvalAsked } from './approval.ts';
import { type ChangeOptions, change, changeDraft, type VersionOptions, version, versionDraft } from './change.ts';
import { extension, withdrawal } from './desk.ts';
import { attachment, draft, objection } from './objection.ts';
import { post } from './post.ts';
import * as decision from './resolution.ts';
import { type ServiceOption, serviceForm, serviceTakenUp } from './service-use.ts';
import { session } from './session.ts';
import { member, type Person, profile, type SubscriberOptions, service, subscriber } from './subscriber.ts';
import * as desk from './triage.ts';
import { type Foundation, found } from './vendor.ts';
import { daysBefore } from './world.ts';

/**
 * The one builder of worlds, for the demo, the database tests and the journeys. Every verb runs the product's own
 * commands at an instant of the past:
 *
 *     const world = await scenario(database.owner);
 *     const bank = await world.subscriber();
 *     const { noticeOf } = await world.change({ publishedDaysAgo: 29 });
 *     noticeOf(bank);
 *
 * @param pool logged in as the owner: only then does the database's clock stand in the past
 */
export async function scenario(pool: pg.Pool, foundation: Foundation = {}) {
  const world = await found(pool, foundation);
  return {
    ...world,
    /** The instant so many days before the scenario's now. */
    daysAgo: (days: number) => daysBefore(world.now, days),
    service: (options?: Parameters<typeof service>[1]) => service(world, options),
    profile: (options?: Parameters<typeof profile>[1]) => profile(world, options),
    subscriber: (options?: SubscriberOptions) => subscriber(world, options),
    member: (options: Person & Parameters<typeof member>[1]) => member(world, options),
    versionDraft: (changes: readonly ChangeOptions[], options?: VersionOptions) =>
      versionDraft(world, changes, options),
    version: (changes: readonly ChangeOptions[], options?: VersionOptions) => version(world, changes, options),
    approvalAsked: (changes?: readonly ChangeOptions[]) => approvalAsked(world, changes),
    changeDraft: (options?: ChangeOptions) => changeDraft(world, options),
    change: (options?: ChangeOptions) => change(world, options),
    withdrawal: (options: Parameters<typeof withdrawal>[1]) => withdrawal(world, options),
    extension: (options: Parameters<typeof extension>[1]) => extension(world, options),
    reading: (options: Parameters<typeof reading>[1]) => reading(world, options),
    acceptance: (options: Parameters<typeof acceptance>[1]) => acceptance(world, options),
    draft: (options: Parameters<typeof draft>[1]) => draft(world, options),
    attachment: (options: Parameters<typeof attachment>[1]) => attachment(world, options),
    objection: (options: Parameters<typeof objection>[1]) => objection(world, options),
    review: (options: desk.AtDesk) => desk.review(world, options),
    assessment: (options: Parameters<typeof desk.assessment>[1]) => desk.assessment(world, options),
    informationRequest: (options: Parameters<typeof desk.informationRequest>[1]) =>
      desk.informationRequest(world, options),
    resumption: (options: desk.AtDesk) => desk.resumption(world, options),
    admission: (options: Parameters<typeof desk.admission>[1]) => desk.admission(world, options),
    recordedObjection: (options: Parameters<typeof desk.recordedObjection>[1]) =>
      desk.recordedObjection(world, options),
    proposal: (options: decision.ProposalOptions) => decision.proposal(world, options),
    proposalAnswer: (options: Parameters<typeof decision.proposalAnswer>[1]) => decision.proposalAnswer(world, options),
    resolution: (options: decision.ResolutionOptions) => decision.resolution(world, options),
    completion: (options: Parameters<typeof decision.completion>[1]) => decision.completion(world, options),
    actionDispute: (options: Parameters<typeof decision.actionDispute>[1]) => decision.actionDispute(world, options),
    dataStatement: (options: Parameters<typeof decision.dataStatement>[1]) => decision.dataStatement(world, options),
    serviceForm: (options: ServiceOption) => serviceForm(world, options),
    serviceTakenUp: (options: Parameters<typeof serviceTakenUp>[1]) => serviceTakenUp(world, options),
    post: (options?: Parameters<typeof post>[1]) => post(world, options),
    session: (userId: string) => session(world, userId),
  };
}

export type Scenario = Awaited<ReturnType<typeof scenario>>;

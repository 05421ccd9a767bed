import { newId } from '#lib/command/new-id.ts';
import { admitObjection } from '#lib/objections/admit-objection.ts';
import { assessGrounds } from '#lib/objections/assess-grounds.ts';
import type { RecordedFields } from '#lib/objections/desk-inputs.ts';
import type { FiledReceipt } from '#lib/objections/filing-ground.ts';
import { recordObjection } from '#lib/objections/record-objection.ts';
import { requestInformation } from '#lib/objections/request-information.ts';
import { resumeReview } from '#lib/objections/resume-review.ts';
import { startReview } from '#lib/objections/start-review.ts';
import { by, done, instantOf, type When, type World } from './world.ts';

/** Which objection the desk acts on, and when: half an hour ago unless given. */
export interface AtDesk extends When {
  objectionId: string;
  /** Who acts; the scenario's privacy admin unless given. */
  adminId?: string;
}

const HALF_AN_HOUR = 1 / 48;

/** A transaction of the privacy admin at the instant of a step. */
export const atDesk = (world: World, { at, daysAgo, adminId }: When & { adminId?: string }) =>
  by(world, adminId ?? world.adminId, instantOf(world, { at, daysAgo }, HALF_AN_HOUR));

/** The desk takes an objection into review. */
export async function review(world: World, options: AtDesk): Promise<void> {
  await done(startReview, atDesk(world, options), { objectionId: options.objectionId });
}

export async function assessment(
  world: World,
  options: AtDesk & { category: string; assessment?: string; note?: string },
): Promise<void> {
  const { objectionId, category, assessment: found = 'shown', note } = options;
  await done(assessGrounds, atDesk(world, options), { objectionId, category, assessment: found, note });
}

/** The desk asks the subscriber for information. */
export async function informationRequest(
  world: World,
  options: AtDesk & { body?: string },
): Promise<{ messageId: string }> {
  const { objectionId, body = 'Which of your processing activities does this ground concern?' } = options;
  return done(requestInformation, atDesk(world, options), { objectionId, idempotencyKey: newId(), body });
}

/** The desk goes on without what it asked for. */
export async function resumption(world: World, options: AtDesk): Promise<void> {
  await done(resumeReview, atDesk(world, options), { objectionId: options.objectionId });
}

/** A late objection let in. */
export async function admission(
  world: World,
  options: AtDesk & { reason?: string; dataAlreadySent?: string },
): Promise<void> {
  const {
    objectionId,
    reason = 'It came a day after the close, and nothing depends on that day.',
    dataAlreadySent = 'No data of this subscriber has been sent.',
  } = options;
  await done(admitObjection, atDesk(world, options), { objectionId, reason, dataAlreadySent });
}

/** An objection that came by e-mail (or post), as the desk records it; stated to have come an hour before. */
export async function recordedObjection(
  world: World,
  options: When & { adminId?: string; noticeId: string } & Omit<Partial<RecordedFields>, 'noticeId'>,
): Promise<FiledReceipt> {
  const { at, daysAgo, adminId, ...fields } = options;
  return done(recordObjection, atDesk(world, { at, daysAgo, adminId }), recordedFields(world, fields));
}

/** What the desk's form would send, complete. */
export function recordedFields(
  world: Pick<World, 'now'>,
  fields: Partial<RecordedFields> & { noticeId: string },
): RecordedFields {
  return {
    idempotencyKey: newId(),
    channel: 'email',
    receivedAt: instantOf(world, {}, 1 / 24),
    original: 'From: dpo@subscriber.example\nTo: privacy@vendor.example\nSubject: Objection\n\nWe object.',
    groundCategories: ['data_residency'],
    groundsText: 'We object: these data must stay where they are.',
    filerName: 'Marta Quintero',
    ...fields,
  };
}

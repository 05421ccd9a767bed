import { and, eq, isNull } from 'drizzle-orm';
import { acceptances, notices } from '#db/schema/changes.ts';
import { files, objectionDrafts } from '#db/schema/objections.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided, Moment } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import { lockNotice } from '#lib/notices/queries.ts';
import { type Filing, letterHash, rowsOfFiling, saveFiling } from './filing.ts';
import {
  earlierFiling,
  type FiledReceipt,
  type FilingGround,
  filingGround,
  isPublishedChange,
  whyNoNotice,
} from './filing-ground.ts';
import { type ObjectionInput, objectionInput } from './inputs.ts';
import { isLate, refuseFiling } from './objection.ts';
import { respondBy } from './response-target.ts';

/** The receipt that its key already has, why there is nothing to object to, or all that the filing follows from. */
type State = { earlier: FiledReceipt } | { noNotice: Refusal } | FilingGround;

interface Decision extends Decided {
  filing: Filing;
  /** The "no objection" that this takes back. */
  acceptanceId: string | null;
}

/**
 * A written objection, filed by a signatory. The moment of filing is the one clock reading of this transaction, made
 * under the lock of the case. Late is not refused: it is kept, marked, and changes no outcome.
 */
export const fileObjection: Command<ObjectionInput, State, Decision, FiledReceipt, SubscriberActor> = {
  name: 'file-objection',
  input: objectionInput,
  // a change that gave this subscriber no notice is no unknown record: `load` says why there is nothing to object to
  lock: async (tx, { noticeId }) => (await lockNotice(tx, noticeId)) || isPublishedChange(tx, noticeId),
  async load(tx, input, { actor, now }) {
    const earlier = await earlierFiling(tx, actor.subscriberId, input.idempotencyKey);
    if (earlier) return { earlier };
    const ground = await filingGround(tx, input, now);
    return ground ?? { noNotice: await whyNoNotice(tx, actor.subscriberId) };
  },
  decide(state, input, moment) {
    if ('noNotice' in state) return state.noNotice;
    if ('earlier' in state && state.earlier.noticeId === input.noticeId) return { already: state.earlier };
    if ('earlier' in state)
      return refuse('already_done', 'This form was already sent, for another change. Load the page again.');
    const ground = state;
    const { notice } = ground;
    const refusal = refuseFiling(notice, ground.standing, moment.now) ?? refuseParts(ground, input);
    if (refusal) return refusal;

    const late = isLate(notice, moment.now);
    const filing = filingOf(ground, input, moment, late);
    const acceptanceId = late ? null : ground.acceptanceId;
    return {
      filing,
      acceptanceId,
      events: [
        {
          type: late ? 'objection.filed_late' : 'objection.filed',
          caseId: notice.id,
          subscriberId: notice.subscriberId,
          facts: { objection: filing.id, closesAt: notice.closesAt, respondBy: filing.respondBy },
          rows: [
            ...rowsOfFiling(filing),
            ...(late ? [] : [{ table: 'notices', id: notice.id }]),
            ...(acceptanceId ? [{ table: 'acceptances', id: acceptanceId }] : []),
          ],
        },
      ],
    };
  },
  async save(tx, { filing, acceptanceId }, { now, actor }) {
    await saveFiling(tx, filing);
    if (!filing.late)
      await tx.update(notices).set({ answer: 'objected', answeredAt: now }).where(eq(notices.id, filing.noticeId));
    if (acceptanceId)
      await tx
        .update(acceptances)
        .set({ takenBackBy: actor.userId, takenBackAt: now })
        .where(eq(acceptances.id, acceptanceId));
    // the draft became this; what was uploaded for it and left out goes with it
    await tx.delete(objectionDrafts).where(eq(objectionDrafts.noticeId, filing.noticeId));
    await tx
      .delete(files)
      .where(and(eq(files.noticeId, filing.noticeId), eq(files.side, 'subscriber'), isNull(files.filedAt)));
  },
  letters: ({ filing }, { actor }) => [
    {
      kind: 'receipt',
      subscriberId: actor.subscriberId,
      noticeId: filing.noticeId,
      about: { objections: filing.id },
    },
  ],
  result: ({ filing }, { now }, position) => ({
    objectionId: filing.id,
    reference: filing.reference,
    noticeId: filing.noticeId,
    late: filing.late,
    receivedAt: now,
    textSha256: letterHash(filing.filed).toString('hex'),
    position,
  }),
};

/** Whether what the objection refers to is there: its files whole, its services known. */
export function refuseParts(
  { files: stored, unknownServices }: Pick<FilingGround, 'files' | 'unknownServices'>,
  { fileIds }: Pick<ObjectionInput, 'fileIds'>,
): Refusal | undefined {
  const missing = fileIds.filter((id) => !stored.some((file) => file.id === id));
  if (missing.length > 0) {
    const sentence =
      missing.length === 1
        ? 'One file is not here whole. Remove it or attach it again, then file.'
        : `${missing.length} files are not here whole. Remove them or attach them again, then file.`;
    return refuse('file_incomplete', sentence, { fields: { fileIds: sentence } });
  }
  if (unknownServices)
    return refuse('invalid_input', 'Choose the services from the list.', {
      fields: { serviceIds: 'Choose the services from the list.' },
    });
  return undefined;
}

function filingOf(
  ground: FilingGround,
  input: ObjectionInput,
  { now, actor }: Moment<SubscriberActor>,
  late: boolean,
): Filing {
  const { noticeId, idempotencyKey, fileIds, declaration: _declared, ...said } = input;
  const inOrder = fileIds.flatMap((id) => ground.files.filter((file) => file.id === id));
  return {
    id: newId(),
    reference: ground.reference,
    noticeId,
    filed: {
      channel: 'demur',
      ...said,
      ...ground.frozen,
      subscriberId: actor.subscriberId,
      files: inOrder.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
    },
    filedBy: actor.userId,
    recordedBy: null,
    receivedAt: now,
    recordedAt: now,
    late,
    status: late ? 'late' : 'filed',
    respondBy: late ? null : respondBy(now, ground.target),
    idempotencyKey,
    actionIds: input.requestedActions.map(() => newId()),
    fileIds,
  };
}

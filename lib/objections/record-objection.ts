import { eq, sql } from 'drizzle-orm';
import { acceptances, notices } from '#db/schema/changes.ts';
import { admissions } from '#db/schema/objections.ts';
import type { SubscriberId, VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided, Moment } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { isRefusal, refuse } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { Obligation } from '#lib/letters/obligation.ts';
import { lockNotice } from '#lib/notices/queries.ts';
import { type RecordedInput, recordedInput } from './desk-inputs.ts';
import { refuseParts } from './file-objection.ts';
import { type Filing, letterHash, rowsOfFiling, saveFiling } from './filing.ts';
import { earlierFiling, type FiledReceipt, type FilingGround, filingGround } from './filing-ground.ts';
import { type Original, originalOf, saveOriginal } from './original.ts';
import { respondBy } from './response-target.ts';
import { type Reception, reception } from './triage.ts';

type State = { earlier: FiledReceipt } | (FilingGround & { givenAt: Instant });

interface Recorded extends Decided {
  filing: Filing;
  original: Original | null;
  /** Ids of the "no objection" that this takes back, and of the admission that it is. */
  acceptanceId: string | null;
  admission: { id: string; reason: string; dataAlreadySent: string } | null;
}

/** When the subscriber was first told: a letter under way while a corrected notice took the first one's place answers both. */
const firstGiven = sql`coalesce((select min(o.given_at) from demur.notices o join demur.changes c on c.id = ${notices.changeId}
  where o.change_id = c.supersedes and o.subscriber_id = ${notices.subscriberId}), ${notices.givenAt})`;

/**
 * An objection that came by e-mail or post, put on record by a privacy admin with its original. When it was received is
 * stated by the vendor and not measured; only when it was recorded is the database's. The subscriber gets a receipt at
 * once, and may dispute the instant.
 */
export const recordObjection: Command<RecordedInput, State, Recorded, FiledReceipt, VendorActor> = {
  name: 'record-objection',
  input: recordedInput,
  lock: (tx, { noticeId }) => lockNotice(tx, noticeId),
  async load(tx, input, { now }) {
    const [given] = await tx
      .select({ at: sql<Instant>`demur.iso(${firstGiven})`, subscriberId: notices.subscriberId })
      .from(notices)
      .where(eq(notices.id, input.noticeId));
    if (!given) return undefined;
    // proven here by the locked row, as elsewhere by the session
    const earlier = await earlierFiling(tx, given.subscriberId as SubscriberId, input.idempotencyKey);
    if (earlier) return { earlier };
    const ground = await filingGround(tx, input, now);
    return ground && { ...ground, givenAt: given.at };
  },
  decide(state, input, moment) {
    if ('earlier' in state && state.earlier.noticeId === input.noticeId) return { already: state.earlier };
    if ('earlier' in state)
      return refuse('already_done', 'This form was already sent, for another case. Load the page again.');
    const { notice, givenAt, standing } = state;
    const received = reception({ ...notice, givenAt }, standing, input, moment.now);
    if (isRefusal(received)) return received;
    const refusal = refuseParts(state, input);
    if (refusal) return refusal;

    const original = input.original === null ? null : originalOf(input.original);
    const filing = filingOf(state, input, moment, received, original);
    const acceptanceId = filing.late ? null : state.acceptanceId;
    const admission = received === 'admitted' && input.admission ? { id: newId(), ...input.admission } : null;
    return {
      filing,
      original,
      acceptanceId,
      admission,
      events: [
        {
          type: 'objection.recorded',
          caseId: notice.id,
          subscriberId: notice.subscriberId,
          facts: {
            objection: filing.id,
            closesAt: notice.closesAt,
            respondBy: filing.respondBy,
            reception: received,
          },
          rows: [
            ...rowsOfFiling(filing),
            ...(filing.late ? [] : [{ table: 'notices', id: notice.id }]),
            ...(acceptanceId ? [{ table: 'acceptances', id: acceptanceId }] : []),
            ...(admission ? [{ table: 'admissions', id: admission.id }] : []),
          ],
        },
      ],
    };
  },
  async save(tx, { filing, original, acceptanceId, admission }, moment) {
    const { noticeId } = filing;
    const { subscriberId } = filing.filed;
    if (original) await saveOriginal(tx, original, { noticeId, subscriberId }, moment);
    await saveFiling(tx, filing);
    if (!filing.late)
      await tx.update(notices).set({ answer: 'objected', answeredAt: moment.now }).where(eq(notices.id, noticeId));
    // whoever wrote is no user who could be named as taking it back
    if (acceptanceId)
      await tx.update(acceptances).set({ takenBackAt: moment.now }).where(eq(acceptances.id, acceptanceId));
    if (admission)
      await tx.insert(admissions).values({
        ...admission,
        objectionId: filing.id,
        subscriberId,
        admittedBy: moment.actor.userId,
        admittedAt: moment.now,
      });
  },
  letters({ filing: { id, noticeId, filed, respondBy } }, { now }) {
    const about = { objections: id };
    const receipt: Obligation = { kind: 'receipt', subscriberId: filed.subscriberId, noticeId, about };
    if (respondBy === null || respondBy > now) return [receipt];
    // the sweep is past that day already
    return [
      receipt,
      { kind: 'response_overdue', noticeId, about: { ...about, notices: noticeId }, facts: { respondBy } },
    ];
  },
  result: ({ filing }, _moment, position) => ({
    objectionId: filing.id,
    reference: filing.reference,
    noticeId: filing.noticeId,
    late: filing.late,
    receivedAt: filing.receivedAt,
    textSha256: letterHash(filing.filed).toString('hex'),
    position,
  }),
};

function filingOf(
  ground: FilingGround,
  input: RecordedInput,
  { now, actor }: Moment<VendorActor>,
  received: Reception,
  original: Original | null,
): Filing {
  const { noticeId, idempotencyKey, fileIds, receivedAt, channel, original: _text, admission: _given, ...said } = input;
  const attached = fileIds.flatMap((id) => ground.files.filter((file) => file.id === id));
  const files = [...(original ? [original] : []), ...attached];
  const late = received === 'late';
  return {
    id: newId(),
    reference: ground.reference,
    noticeId,
    filed: {
      ...said,
      ...ground.frozen,
      channel,
      subscriberId: ground.notice.subscriberId,
      files: files.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
    },
    filedBy: null,
    recordedBy: actor.userId,
    receivedAt,
    recordedAt: now,
    late,
    status: late ? 'late' : 'filed',
    respondBy: late ? null : respondBy(receivedAt, ground.target),
    idempotencyKey,
    actionIds: input.requestedActions.map(() => newId()),
    fileIds: files.map(({ id }) => id),
  };
}

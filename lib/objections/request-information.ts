import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { objectionProgress } from '#db/schema/objections.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { type Message, messageEvent, type Said, saveMessage } from '#lib/notices/message.ts';
import { informationRequestInput } from './desk-inputs.ts';
import { lockObjection, messageOn, type ObjectionSaid, objectionSaid } from './queries.ts';
import { paused } from './response-target.ts';
import { refuseInformationRequest } from './triage.ts';

interface Requested extends Decided {
  message: Message;
  objectionId: string;
  pausedAt: Instant | null;
}

/** The desk asks for information. Its own target stands still until an answer comes, or the desk goes on without one. */
export const requestInformation: Command<
  z.infer<typeof informationRequestInput>,
  ObjectionSaid,
  Requested,
  Said,
  VendorActor
> = {
  name: 'request-information',
  input: informationRequestInput,
  lock: (tx, { objectionId }) => lockObjection(tx, objectionId),
  load: (tx, input) => objectionSaid(tx, input),
  decide({ objection, said }, { idempotencyKey, body }, { now }) {
    if (said) return { already: { messageId: idempotencyKey } };
    const refusal = refuseInformationRequest(objection);
    if (refusal) return refusal;
    const message = messageOn(objection, 'information_request', idempotencyKey, body);
    const event = messageEvent('information.requested', message);
    return {
      message,
      objectionId: objection.id,
      pausedAt: paused(objection, now).pausedAt,
      events: [{ ...event, rows: [...event.rows, { table: 'objection_progress', id: objection.id }] }],
    };
  },
  async save(tx, { message, objectionId, pausedAt }, moment) {
    await saveMessage(tx, message, moment);
    await tx
      .update(objectionProgress)
      .set({ status: 'information_requested', pausedAt })
      .where(eq(objectionProgress.id, objectionId));
  },
  letters: ({ message: { id, subscriberId, noticeId } }) => [
    { kind: 'message', subscriberId, noticeId, about: { messages: id } },
  ],
  result: ({ message }) => ({ messageId: message.id }),
};

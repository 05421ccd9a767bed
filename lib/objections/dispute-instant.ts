import type { z } from 'zod';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { type Message, messageEvent, type Said, saveMessage } from '#lib/notices/message.ts';
import { disputeInput } from './inputs.ts';
import { refuseInstantDispute } from './objection.ts';
import { lockObjection, messageOn, type ObjectionSaid, objectionSaid } from './queries.ts';

interface Disputed extends Decided {
  message: Message;
}

/** The subscriber disputes the instant that the vendor stated for an objection received by e-mail or post: on record. */
export const disputeInstant: Command<z.infer<typeof disputeInput>, ObjectionSaid, Disputed, Said, SubscriberActor> = {
  name: 'dispute-instant',
  input: disputeInput,
  lock: (tx, { objectionId }) => lockObjection(tx, objectionId),
  load: (tx, input) => objectionSaid(tx, input),
  decide({ objection, said }, { idempotencyKey, body }) {
    if (said) return { already: { messageId: idempotencyKey } };
    const refusal = refuseInstantDispute(objection);
    if (refusal) return refusal;
    const message = messageOn(objection, 'dispute', idempotencyKey, body);
    return { message, events: [messageEvent('objection.instant_disputed', message)] };
  },
  save: (tx, { message }, moment) => saveMessage(tx, message, moment),
  result: ({ message }) => ({ messageId: message.id }),
};

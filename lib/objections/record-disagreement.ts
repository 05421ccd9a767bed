import type { z } from 'zod';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { type Message, messageEvent, type Said, saveMessage } from '#lib/notices/message.ts';
import { disagreementInput } from './inputs.ts';
import { refuseDisagreement } from './objection.ts';
import { lockObjection, messageOn, type ObjectionSaid, objectionSaid } from './queries.ts';

interface Disagreed extends Decided {
  message: Message;
}

/** The subscriber disagrees with the decision: on record, without effect. The decision itself says what rights remain. */
export const recordDisagreement: Command<
  z.infer<typeof disagreementInput>,
  ObjectionSaid,
  Disagreed,
  Said,
  SubscriberActor
> = {
  name: 'record-disagreement',
  input: disagreementInput,
  lock: (tx, { objectionId }) => lockObjection(tx, objectionId),
  load: (tx, input) => objectionSaid(tx, input),
  decide({ objection, said }, { idempotencyKey, body }) {
    if (said) return { already: { messageId: idempotencyKey } };
    const refusal = refuseDisagreement(objection);
    if (refusal) return refusal;
    const message = messageOn(objection, 'disagreement', idempotencyKey, body);
    return { message, events: [messageEvent('disagreement.recorded', message)] };
  },
  save: (tx, { message }, moment) => saveMessage(tx, message, moment),
  result: ({ message }) => ({ messageId: message.id }),
};

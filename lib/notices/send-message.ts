import type { z } from 'zod';
import type { SubscriberActor, VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { messageInput } from './inputs.ts';
import { type Message, type MessageGround, messageEvent, messageGround, type Said, saveMessage } from './message.ts';
import { lockNotice } from './queries.ts';

interface Sent extends Decided {
  message: Message;
}

/** A message on a case, from either side, at any time: also when everything is decided. */
export const sendMessage: Command<
  z.infer<typeof messageInput>,
  MessageGround,
  Sent,
  Said,
  SubscriberActor | VendorActor
> = {
  name: 'send-message',
  input: messageInput,
  lock: (tx, { noticeId }) => lockNotice(tx, noticeId),
  load: (tx, input) => messageGround(tx, input),
  decide({ notice, objectionId, said }, { idempotencyKey, body }) {
    if (said) return { already: { messageId: idempotencyKey } };
    const message: Message = {
      id: idempotencyKey,
      noticeId: notice.id,
      changeId: null,
      objectionId,
      subscriberId: notice.subscriberId,
      kind: 'message',
      body,
    };
    return { message, events: [messageEvent('message.sent', message)] };
  },
  save: (tx, { message }, moment) => saveMessage(tx, message, moment),
  letters({ message }, { actor }) {
    if (actor.role === 'subscriber') return [];
    const { id, subscriberId, noticeId } = message;
    return [{ kind: 'message', subscriberId, noticeId, about: { messages: id } }];
  },
  result: ({ message }) => ({ messageId: message.id }),
};

import type { z } from 'zod';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { moreTimeInput } from './inputs.ts';
import { type Message, type MessageGround, messageEvent, messageGround, type Said, saveMessage } from './message.ts';
import { refuseMoreTime } from './notice.ts';
import { lockNotice } from './queries.ts';

interface Asked extends Decided {
  message: Message;
}

/** Asks the vendor to extend the window. Asking moves nothing: only a privacy admin extends, and only before the close. */
export const askMoreTime: Command<z.infer<typeof moreTimeInput>, MessageGround, Asked, Said, SubscriberActor> = {
  name: 'ask-more-time',
  input: moreTimeInput,
  lock: (tx, { noticeId }) => lockNotice(tx, noticeId),
  load: (tx, input) => messageGround(tx, input),
  decide({ notice, objectionId, said }, { idempotencyKey, body }, { now }) {
    if (said) return { already: { messageId: idempotencyKey } };
    const refusal = refuseMoreTime(notice, now);
    if (refusal) return refusal;
    const message: Message = {
      id: idempotencyKey,
      noticeId: notice.id,
      changeId: null,
      objectionId,
      subscriberId: notice.subscriberId,
      kind: 'more_time',
      body,
    };
    return { message, events: [messageEvent('time.requested', message)] };
  },
  save: (tx, { message }, moment) => saveMessage(tx, message, moment),
  result: ({ message }) => ({ messageId: message.id }),
};

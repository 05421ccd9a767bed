import type { z } from 'zod';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { questionInput } from './inputs.ts';
import { type Message, type MessageGround, messageEvent, messageGround, type Said, saveMessage } from './message.ts';
import { lockNotice } from './queries.ts';

interface Asked extends Decided {
  message: Message;
}

/** A question about a change, which answers nothing and objects to nothing. */
export const askQuestion: Command<z.infer<typeof questionInput>, MessageGround, Asked, Said, SubscriberActor> = {
  name: 'ask-question',
  input: questionInput,
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
      kind: 'question',
      body,
    };
    return { message, events: [messageEvent('question.asked', message)] };
  },
  save: (tx, { message }, moment) => saveMessage(tx, message, moment),
  result: ({ message }) => ({ messageId: message.id }),
};

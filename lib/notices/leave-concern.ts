import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { changes, notices } from '#db/schema/changes.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { refuse } from '#lib/command/refusal.ts';
import { concernInput } from './inputs.ts';
import { isSaid, type Message, messageEvent, type Said, saveMessage } from './message.ts';

interface Left extends Decided {
  message: Message;
}

interface State {
  changeId: string;
  /** Whether this subscriber was given a notice of it, and so can do more than leave a concern. */
  noticed: boolean;
  said: boolean;
}

/** A concern about a change that takes no objection from this subscriber: on record, read by the vendor, no effect. */
export const leaveConcern: Command<z.infer<typeof concernInput>, State, Left, Said, SubscriberActor> = {
  name: 'leave-concern',
  input: concernInput,
  async load(tx, { changeId, idempotencyKey }, { actor }) {
    const [change] = await tx
      .select({ id: changes.id, noticeId: notices.id })
      .from(changes)
      .leftJoin(notices, and(eq(notices.changeId, changes.id), eq(notices.subscriberId, actor.subscriberId)))
      .where(eq(changes.id, changeId))
      .limit(1);
    if (!change) return undefined;
    return { changeId, noticed: change.noticeId !== null, said: await isSaid(tx, idempotencyKey, { changeId }) };
  },
  decide({ changeId, noticed, said }, { idempotencyKey, body }, { actor }) {
    if (said) return { already: { messageId: idempotencyKey } };
    if (noticed)
      return refuse(
        'not_open',
        'Your organisation has a notice of this change. Object to it, or ask a question there.',
      );
    const message: Message = {
      id: idempotencyKey,
      noticeId: null,
      changeId,
      objectionId: null,
      subscriberId: actor.subscriberId,
      kind: 'concern',
      body,
    };
    return { message, events: [messageEvent('concern.left', message)] };
  },
  save: (tx, { message }, moment) => saveMessage(tx, message, moment),
  result: ({ message }) => ({ messageId: message.id }),
};

import type { z } from 'zod';
import { requestedActions } from '#db/schema/objections.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { refuse } from '#lib/command/refusal.ts';
import { type Message, saveMessage } from '#lib/notices/message.ts';
import { limits, supplementInput } from './inputs.ts';
import { refuseSupplement } from './objection.ts';
import { lockObjection, messageOn, type ObjectionSaid, objectionSaid } from './queries.ts';

interface Supplemented extends Decided {
  message: Message | null;
  actions: { id: string; number: number; text: string }[];
  objectionId: string;
  subscriberId: string;
  noticeId: string;
}

/** Text and requested actions added to an objection that is undecided. What was filed stays as it is; actions number on. */
export const supplementObjection: Command<
  z.infer<typeof supplementInput>,
  ObjectionSaid,
  Supplemented,
  { objectionId: string },
  SubscriberActor
> = {
  name: 'supplement-objection',
  input: supplementInput,
  lock: (tx, { objectionId }) => lockObjection(tx, objectionId),
  load: (tx, input) => objectionSaid(tx, input),
  decide({ objection, said }, input) {
    if (said) return { already: { objectionId: objection.id } };
    const refusal = refuseSupplement(objection);
    if (refusal) return refusal;
    if (objection.lastAction + input.requestedActions.length > limits.requestedActions) {
      const sentence = `An objection can request ${limits.requestedActions} actions at most, and this one has ${objection.lastAction}.`;
      return refuse('invalid_input', sentence, { fields: { requestedActions: sentence } });
    }
    const { idempotencyKey, body } = input;
    const message = body === null ? null : messageOn(objection, 'supplement', idempotencyKey, body);
    // sent twice, added once: the key is the id of the first row that this writes
    const actions = input.requestedActions.map((text, index) => ({
      id: message === null && index === 0 ? idempotencyKey : newId(),
      number: objection.lastAction + index + 1,
      text,
    }));
    return {
      message,
      actions,
      objectionId: objection.id,
      subscriberId: objection.subscriberId,
      noticeId: objection.notice.id,
      events: [
        {
          type: 'objection.supplemented',
          caseId: objection.notice.id,
          subscriberId: objection.subscriberId,
          facts: { objection: objection.id, actions: actions.length },
          rows: [
            ...(message ? [{ table: 'messages', id: message.id }] : []),
            ...actions.map(({ id }) => ({ table: 'requested_actions', id })),
          ],
        },
      ],
    };
  },
  async save(tx, { message, actions, objectionId, subscriberId }, moment) {
    if (message) await saveMessage(tx, message, moment);
    if (actions.length === 0) return;
    await tx
      .insert(requestedActions)
      .values(actions.map((action) => ({ ...action, objectionId, subscriberId, requestedAt: moment.now })));
  },
  letters: ({ objectionId, subscriberId, noticeId }) => [
    { kind: 'supplement', subscriberId, noticeId, about: { objections: objectionId } },
  ],
  result: ({ objectionId }) => ({ objectionId }),
};

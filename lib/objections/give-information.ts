import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { objectionProgress } from '#db/schema/objections.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { EventDraft } from '#lib/evidence/log.ts';
import { type Message, messageEvent, type Said, saveMessage } from '#lib/notices/message.ts';
import { informationInput } from './inputs.ts';
import { refuseInformation } from './objection.ts';
import { lockObjection, messageOn, type ObjectionSaid, objectionSaid } from './queries.ts';
import { resumed } from './response-target.ts';

interface Given extends Decided {
  message: Message;
  objectionId: string;
  respondBy: Instant | null;
}

/** The answer to the vendor's request for information: back under review, and the vendor's own target goes on. */
export const giveInformation: Command<z.infer<typeof informationInput>, ObjectionSaid, Given, Said, SubscriberActor> = {
  name: 'give-information',
  input: informationInput,
  lock: (tx, { objectionId }) => lockObjection(tx, objectionId),
  load: (tx, input) => objectionSaid(tx, input),
  decide({ objection, said: before }, { idempotencyKey, body }, { now, zone }) {
    if (before) return { already: { messageId: idempotencyKey } };
    const refusal = refuseInformation(objection);
    if (refusal) return refusal;
    const message = messageOn(objection, 'information', idempotencyKey, body);
    const { respondBy } = resumed(objection, now, zone);
    const said = messageEvent('information.given', message);
    const event: EventDraft = {
      ...said,
      facts: { ...said.facts, respondBy },
      rows: [...said.rows, { table: 'objection_progress', id: objection.id }],
    };
    return { message, objectionId: objection.id, respondBy, events: [event] };
  },
  async save(tx, { message, objectionId, respondBy }, moment) {
    await saveMessage(tx, message, moment);
    await tx
      .update(objectionProgress)
      .set({ status: 'under_review', respondBy, pausedAt: null })
      .where(eq(objectionProgress.id, objectionId));
  },
  result: ({ message }) => ({ messageId: message.id }),
};

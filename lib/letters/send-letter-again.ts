import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { env } from '#db/env.ts';
import { deliveries, deliveryQueue } from '#db/schema/letters.ts';
import type { LetterKind } from '#db/schema/vocabulary.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { refuse } from '#lib/command/refusal.ts';
import { recipientsOf } from './desk-letter.ts';
import { sendAgainInput } from './inputs.ts';
import { lockLetter } from './lock-letter.ts';
import { messageIdOf } from './message-id.ts';

interface State {
  kind: LetterKind;
  noticeId: string | null;
  subscriberId: string | null;
  toFollower: boolean;
  /** In the recipient's language where it was written in that, else in the one that there is; null: it is not written. */
  textId: string | null;
  recipient: { name: string; email: string; mutes: boolean } | null;
  /** A delivery of this letter to this person that is still to be sent. */
  waits: boolean;
  sent: boolean;
}

interface SentAgain extends Decided {
  delivery: {
    id: string;
    letterId: string;
    textId: string;
    subscriberId: string | null;
    userId: string;
    address: string;
    recipientName: string;
    messageId: string;
  };
}

/** A further delivery of a letter as it was written, to one who had it already or to another contact of the same subscriber. */
export const sendLetterAgain: Command<
  z.infer<typeof sendAgainInput>,
  State,
  SentAgain,
  { deliveryId: string },
  VendorActor
> = {
  name: 'send-letter-again',
  input: sendAgainInput,
  lock: (tx, { letterId }) => lockLetter(tx, letterId),
  async load(tx, { idempotencyKey, letterId, userId }) {
    const { rows } = await tx.execute<State & Record<string, unknown>>(sql`
      select l.kind, l.notice_id as "noticeId", l.subscriber_id as "subscriberId", l.follower_id is not null as "toFollower",
        (select t.id from demur.letter_texts t where t.letter_id = l.id order by t.language = r.language desc nulls last, t.language limit 1) as "textId",
        case when r.id is not null then jsonb_build_object('name', r.name, 'email', r.email, 'mutes', r.mutes) end as recipient,
        exists (select from demur.deliveries d join demur.delivery_queue q on q.id = d.id where d.letter_id = l.id and d.user_id = ${userId}) as waits,
        exists (select from demur.deliveries d where d.letter_id = l.id and d.id = ${idempotencyKey}) as sent
      from demur.letters l left join lateral (select * from (${recipientsOf}) r where r.id = ${userId}) r on true
      where l.id = ${letterId}`);
    return rows[0];
  },
  decide(state, { idempotencyKey: id, letterId, userId }) {
    const { kind, noticeId, subscriberId, toFollower, textId, recipient, waits, sent } = state;
    if (sent) return { already: { deliveryId: id } };
    if (toFollower)
      return refuse(
        'forbidden',
        'Who follows the register is written to once, and by nobody’s hand: a letter to them isn’t sent again.',
      );
    if (textId === null) return refuse('wrong_status', 'This letter isn’t written, so there is nothing to send again.');
    if (!recipient)
      return refuse('invalid_input', 'This letter can’t go to that person now: choose another recipient.', {
        fields: { userId: 'Choose somebody who may get this letter now.' },
      });
    if (recipient.mutes) return refuse('forbidden', `${recipient.name} has chosen to do without letters of this kind.`);
    if (waits)
      return refuse(
        'already_done',
        `This letter to ${recipient.name} is still waiting to be sent: it goes out by itself.`,
      );
    return {
      delivery: {
        id,
        letterId,
        textId,
        subscriberId,
        userId,
        address: recipient.email,
        recipientName: recipient.name,
        messageId: messageIdOf(id, env().NEXTAUTH_URL),
      },
      events: [
        {
          type: 'letter.sent_again',
          caseId: noticeId,
          subscriberId,
          facts: { letterId, kind },
          rows: [{ table: 'deliveries', id }],
        },
      ],
    };
  },
  async save(tx, { delivery }, { now, actor }) {
    await tx.insert(deliveries).values({ ...delivery, createdAt: now, requestedBy: actor.userId });
    await tx.insert(deliveryQueue).values({ id: delivery.id, circular: false, nextTryAt: now });
  },
  result: ({ delivery }) => ({ deliveryId: delivery.id }),
};

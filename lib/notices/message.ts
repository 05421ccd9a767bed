import { and, eq, ne, sql } from 'drizzle-orm';
import { messages, objectionProgress } from '#db/schema/objections.ts';
import type { EventType, MessageKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberActor, VendorActor } from '#lib/access/actor.ts';
import type { Moment } from '#lib/command/command.ts';
import type { EventDraft } from '#lib/evidence/log.ts';
import type { Notice } from './notice.ts';
import { noticeUnderLock } from './queries.ts';

/** Something said on a case, or about a change. Its id is the key that its form was opened with: sent twice, said once. */
export interface Message {
  id: string;
  /** Null only for a concern about a change that gave this subscriber no notice. */
  noticeId: string | null;
  changeId: string | null;
  objectionId: string | null;
  subscriberId: string;
  kind: MessageKind;
  body: string;
}

/** What a message on a case is decided on. */
export interface MessageGround {
  notice: Notice;
  /** The objection that stands on the case, late or not; null for none. */
  objectionId: string | null;
  /** Already on record under this key. */
  said: boolean;
}

/** What whoever says something gets: the message's id. */
export interface Said {
  messageId: string;
}

/** Read under the lock of the case; undefined: there is no such notice. */
export async function messageGround(
  tx: Transaction,
  { noticeId, idempotencyKey }: { noticeId: string; idempotencyKey: string },
): Promise<MessageGround | undefined> {
  const notice = await noticeUnderLock(tx, noticeId);
  if (!notice) return undefined;
  const [standing] = await tx
    .select({ id: objectionProgress.id })
    .from(objectionProgress)
    .where(and(eq(objectionProgress.noticeId, noticeId), ne(objectionProgress.status, 'retracted')))
    .orderBy(sql`${objectionProgress.status} = 'late'`)
    .limit(1);
  return { notice, objectionId: standing?.id ?? null, said: await isSaid(tx, idempotencyKey, { noticeId }) };
}

/** Whether this key's message is on record there. On another case it is somebody else's, and can't be said again. */
export async function isSaid(
  tx: Transaction,
  messageId: string,
  on: { noticeId: string } | { changeId: string },
): Promise<boolean> {
  const there = 'noticeId' in on ? eq(messages.noticeId, on.noticeId) : eq(messages.changeId, on.changeId);
  const rows = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.id, messageId), there));
  return rows.length > 0;
}

/** The message with its author's name as it now is, so that the other side can read it later. */
export async function saveMessage(
  tx: Transaction,
  message: Message,
  { now, actor }: Moment<SubscriberActor | VendorActor>,
): Promise<void> {
  const side = actor.role === 'subscriber' ? 'subscriber' : 'vendor';
  await tx.insert(messages).values({ ...message, side, authorId: actor.userId, authorName: actor.name, sentAt: now });
}

/** The event that stands for a message alone. */
export function messageEvent(type: EventType, message: Message): EventDraft {
  return {
    type,
    caseId: message.noticeId,
    subscriberId: message.subscriberId,
    facts: { message: message.id, objection: message.objectionId },
    rows: [{ table: 'messages', id: message.id }],
  };
}

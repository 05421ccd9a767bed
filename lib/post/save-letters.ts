import { sql } from 'drizzle-orm';
import { letterFiles } from '#db/schema/letters.ts';
import { circularKinds } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { newId } from '#lib/command/new-id.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { BoundRow, EventDraft } from '#lib/evidence/log.ts';
import { followerToken, hashOfToken } from '#lib/followers/token.ts';
import { messageIdOf } from '#lib/letters/message-id.ts';
import type { Recipient } from './owed-letters.ts';
import type { Text, WrittenLetter } from './write-letters.ts';

/** One text on its way to one of its readers. */
interface Delivery {
  id: string;
  recipient: Recipient;
}

/** A written letter, with the ids that its deliveries have. */
export type Composed = WrittenLetter & { deliveries: Map<Text, Delivery[]> };

/** Each reader of a text gets a delivery. */
export function withDeliveries(letter: WrittenLetter): Composed {
  const texts = letter.is === 'composed' ? letter.texts : [];
  return {
    ...letter,
    deliveries: new Map(texts.map((text) => [text, text.recipients.map((recipient) => ({ id: newId(), recipient }))])),
  };
}

/** That a letter was written, with its texts and the deliveries that are to be made; or that it could not be. Of letters to followers the log says nothing. */
export function eventsOf({ owed, deliveries, ...letter }: Composed): EventDraft[] {
  if (owed.followerId !== null || letter.is === 'lapsed') return [];
  const { id: letterId, kind, noticeId: caseId, subscriberId } = owed;
  if (letter.is === 'failed')
    return [{ type: 'letter.failed', caseId, subscriberId, facts: { letterId, kind, failure: 'composing' }, rows: [] }];
  const rows: BoundRow[] = [
    ...letter.texts.map(({ id }) => ({ table: 'letter_texts', id })),
    ...[...deliveries.values()].flat().map(({ id }) => ({ table: 'deliveries', id })),
  ];
  return [{ type: 'letter.composed', caseId, subscriberId, facts: { letterId, kind }, rows }];
}

/** Writes it all down, in a fixed number of statements. */
export async function saveLetters(tx: Transaction, composed: Composed[], origin: string, now: Instant): Promise<void> {
  const texts = composed.flatMap(({ owed, deliveries }) => [...deliveries].map(([text, to]) => ({ owed, text, to })));
  await tx.execute(sql`
    update demur.letters l set composed_at = case when e."is" = 'composed' then ${now}::timestamptz end, lapsed_at = case when e."is" = 'lapsed' then ${now}::timestamptz end,
      lapsed_because = e.because, failed_at = case when e."is" = 'failed' then ${now}::timestamptz end, failure = e.failure
    from json_to_recordset(${JSON.stringify(composed.map(endOf))}) e (id uuid, "is" text, because text, failure text) where l.id = e.id`);
  if (texts.length === 0) return;
  await tx.execute(sql`
    insert into demur.letter_texts (id, letter_id, subscriber_id, language, subject, body_text, body_html, sha256, composed_at)
    select t.id, t.letter, t.subscriber, t.language, t.subject, t.text, t.html, decode(t.sha256, 'hex'), ${now}
    from json_to_recordset(${JSON.stringify(texts.map(({ owed, text: { recipients, enclosures, ...text } }) => ({ ...text, letter: owed.id, subscriber: owed.subscriberId })))})
      t (id uuid, letter uuid, subscriber uuid, language text, subject text, text text, html text, sha256 text)`);
  const files = texts.flatMap(({ owed: { subscriberId }, text }) =>
    text.enclosures.map((file) => ({ id: newId(), textId: text.id, subscriberId, ...file })),
  );
  if (files.length > 0) await tx.insert(letterFiles).values(files);
  const deliveries = texts.flatMap(({ owed, text, to }) =>
    to.map(({ id, recipient: { userId, followerId, address, name } }) => ({
      ...{ id, letter: owed.id, text: text.id, subscriber: owed.subscriberId },
      ...{ user: userId, follower: followerId, address, name, message: messageIdOf(id, origin) },
      circular: (circularKinds as readonly string[]).includes(owed.kind),
    })),
  );
  await tx.execute(sql`
    with made as (
      select * from json_to_recordset(${JSON.stringify(deliveries)})
        d (id uuid, letter uuid, text uuid, subscriber uuid, "user" uuid, follower uuid, address text, name text, message text, circular boolean)
    ), delivered as (
      insert into demur.deliveries (id, letter_id, text_id, subscriber_id, user_id, follower_id, address, recipient_name, message_id, created_at)
      select id, letter, text, subscriber, "user", follower, address, name, message, ${now} from made
    )
    insert into demur.delivery_queue (id, circular, next_try_at) select id, circular, ${now} from made`);
  await renewTokens(tx, [...new Set(deliveries.flatMap(({ follower }) => follower ?? []))]);
}

const endOf = ({ owed: { id }, ...letter }: Composed) => ({
  id,
  is: letter.is,
  because: letter.is === 'lapsed' ? letter.because : null,
  failure: letter.is === 'failed' ? letter.failure : null,
});

/** The links in letters that now go out must open, also where the installation's secret is another than when they began to follow. */
async function renewTokens(tx: Transaction, followerIds: string[]): Promise<void> {
  if (followerIds.length === 0) return;
  const made = followerIds.map((id) => ({ id, hash: hashOfToken(followerToken(id)).toString('hex') }));
  await tx.execute(sql`
    update demur.followers f set token_hash = decode(m.hash, 'hex') from json_to_recordset(${JSON.stringify(made)}) m (id uuid, hash text)
    where f.id = m.id and f.token_hash <> decode(m.hash, 'hex')`);
}

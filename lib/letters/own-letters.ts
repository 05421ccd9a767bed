import { sql } from 'drizzle-orm';
import type { Language, LetterKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { PAGE, pageOf, readCursor } from '#lib/command/cursor.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { Delivery, TextShown } from './letter.ts';
import { deliveryJson, textsJson } from './letter-json.ts';

interface OwnReader {
  tx: Transaction;
  actor: SubscriberActor;
}

/** A letter to a subscriber as a line of its list. */
export interface OwnListed {
  letterId: string;
  kind: LetterKind;
  obligedAt: Instant;
  composedAt: Instant;
  subject: string;
  reference: string | null;
  /** To whom it went. */
  names: string[];
  /** Names of the files that went with it. */
  enclosures: string[];
}

export interface OwnLetters {
  rows: OwnListed[];
  next: string | null;
  /** The change that the letters are narrowed to. */
  about: { noticeId: string; reference: string; title: string } | null;
  language: Language;
}

/** The reader's language, where they have chosen one. */
const language = (userId: string) =>
  sql`coalesce((select p.language from demur.preferences p where p.user_id = ${userId}), 'en')`;

/**
 * The letters to a subscriber as they were written, the latest first, in one statement; undefined: the notice that they
 * are narrowed to is none of its own.
 */
export async function ownLetters(
  { tx, actor }: OwnReader,
  { noticeId, cursor }: { noticeId?: string; cursor?: string } = {},
): Promise<OwnLetters | undefined> {
  const after = readCursor(cursor);
  const { rows } = await tx.execute<{ row: OwnListed | null; about: OwnLetters['about']; language: Language }>(sql`
    select ${language(actor.userId)} as language,
      (select jsonb_build_object('noticeId', n.id, 'reference', n.reference, 'title', c.title) from demur.notices n
        join demur.changes c on c.id = n.change_id where n.id = ${noticeId ?? null} and n.subscriber_id = ${actor.subscriberId}) as about,
      page.row
    from (select 1) one left join lateral (
      select jsonb_build_object('letterId', l.id, 'kind', l.kind, 'obligedAt', demur.iso(l.obliged_at), 'composedAt', demur.iso(l.composed_at),
        'reference', (select n.reference from demur.notices n where n.id = l.notice_id),
        'subject', (select t.subject from demur.letter_texts t where t.letter_id = l.id
          order by t.language = ${language(actor.userId)} desc, t.language limit 1),
        'names', (select coalesce(jsonb_agg(distinct coalesce(d.recipient_name, d.address)), '[]') from demur.deliveries d where d.letter_id = l.id),
        'enclosures', (select coalesce(jsonb_agg(distinct f.name), '[]') from demur.letter_texts t join demur.letter_files f on f.text_id = t.id
          where t.letter_id = l.id)) as row
      from (
        select * from demur.letters l where l.subscriber_id = ${actor.subscriberId} and l.composed_at is not null
          and ${noticeId ? sql`l.notice_id = ${noticeId}` : sql`true`}
          and ${after ? sql`(l.obliged_at, l.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
        order by l.obliged_at desc, l.id desc limit ${PAGE + 1}
      ) l order by l.obliged_at desc, l.id desc
    ) page on true`);
  const [head] = rows;
  if (!head || (noticeId && !head.about)) return undefined;
  const listed = rows.flatMap(({ row }) => row ?? []);
  const asOf = listed[0]?.obligedAt ?? after?.asOf;
  const page = asOf
    ? pageOf(listed, asOf, ({ obligedAt: at, letterId: id }) => ({ at, id }))
    : { rows: listed, next: null };
  return { ...page, about: head.about, language: head.language };
}

/** A letter as its subscriber sees it. */
export interface OwnLetter {
  letterId: string;
  kind: LetterKind;
  obligedAt: Instant;
  notice: { id: string; reference: string; title: string } | null;
  texts: TextShown[];
  deliveries: (Delivery & { language: Language })[];
  language: Language;
}

/** One letter to a subscriber, in one statement. Undefined: there is none, it is another's, or it is not written yet. */
export async function ownLetter({ tx, actor }: OwnReader, letterId: string): Promise<OwnLetter | undefined> {
  const { rows } = await tx.execute<{ letter: OwnLetter }>(sql`
    select jsonb_build_object('letterId', l.id, 'kind', l.kind, 'obligedAt', demur.iso(l.obliged_at),
      'notice', (select jsonb_build_object('id', n.id, 'reference', n.reference, 'title', c.title)
        from demur.notices n join demur.changes c on c.id = n.change_id where n.id = l.notice_id),
      'texts', ${textsJson},
      'deliveries', (select coalesce(jsonb_agg(jsonb_build_object(${deliveryJson}, 'queued', null, 'language', t.language) order by d.created_at, d.id), '[]')
        from demur.deliveries d join demur.letter_texts t on t.id = d.text_id where d.letter_id = l.id),
      'language', ${language(actor.userId)}) as letter
    from demur.letters l where l.id = ${letterId} and l.subscriber_id = ${actor.subscriberId} and l.composed_at is not null`);
  return rows[0]?.letter;
}

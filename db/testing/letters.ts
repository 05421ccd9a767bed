import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type pg from 'pg';
import { newId } from '#lib/command/new-id.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { appendEvents } from '#lib/evidence/log.ts';
import { messageIdOf } from '#lib/letters/message-id.ts';
import type { Language, LetterKind } from '../schema/vocabulary.ts';
import { asOwner, transaction } from '../transaction.ts';

/** What became of a delivery that a test makes; `waiting`: it is still to be sent; `returned`: handed over, and bounced later. */
export type Became = 'waiting' | 'handed' | 'accepted' | 'returned' | 'bounced' | 'failed';

export interface LetterOptions {
  kind?: LetterKind;
  noticeId?: string;
  subscriberId?: string;
  at: Instant;
  /** To whom it went, and what became of that. None: it is written, and went to nobody. */
  to?: { userId: string; became: Became }[];
  languages?: Language[];
  html?: string;
}

/**
 * A letter as the worker leaves it, on the record by one event: for tests of what shows letters or sends them again, which
 * want each grade and no mail server.
 */
export async function writtenLetter(
  owner: pg.Pool,
  {
    kind = 'notice',
    noticeId,
    subscriberId,
    at,
    to = [],
    languages = ['en'],
    html = '<h1>A notice</h1>',
  }: LetterOptions,
): Promise<{ letterId: string; textIds: string[]; deliveryIds: string[] }> {
  const letterId = newId();
  const texts = languages.map((language) => ({ id: newId(), language }));
  const sent = to.map((each) => ({ ...each, id: newId() }));
  const whose = subscriberId ?? null;
  await transaction(asOwner(owner), async (tx) => {
    await tx.execute(sql`insert into demur.letters (id, kind, notice_id, subscriber_id, about, obliged_at, composed_at)
      values (${letterId}, ${kind}, ${noticeId ?? null}, ${whose}, '{}', ${at}, ${at})`);
    for (const { id, language } of texts)
      await tx.execute(sql`insert into demur.letter_texts (id, letter_id, subscriber_id, language, subject, body_text, body_html, sha256, composed_at)
        values (${id}, ${letterId}, ${whose}, ${language}, ${language === 'es' ? 'Un cambio' : 'A change to object to'}, 'You may object until the end of 2 December 2026 (Madrid).',
          ${html}, ${createHash('sha256').update(id).digest()}, ${at})`);
    for (const { id, userId, became } of sent) {
      const when = (...grades: Became[]) => (grades.includes(became) ? at : null);
      await tx.execute(sql`insert into demur.deliveries (id, letter_id, text_id, subscriber_id, user_id, address, recipient_name, message_id, created_at,
          handed_at, relay_host, relay_code, accepted_at, accepted_host, bounced_at, bounce_host, bounce_code, bounce_answer, failed_at, failure)
        select ${id}, ${letterId}, ${texts[0]?.id}, ${whose}, u.id, u.email, u.name, ${messageIdOf(id, 'https://demur.example')}, ${at},
          ${when('handed', 'accepted', 'returned')}, ${when('handed', 'accepted', 'returned') && 'relay.example'}, ${when('handed', 'accepted', 'returned') && 250}, ${when('accepted')}, ${when('accepted') && 'mx.bank.example'},
          ${when('bounced', 'returned')}, ${when('bounced', 'returned') && 'mx.bank.example'}, ${when('bounced', 'returned') && 550}, ${when('bounced', 'returned') && '5.1.1 unknown user'}, ${when('failed')}, ${when('failed') && 'no server took it in two days'}
        from demur.users u where u.id = ${userId}`);
      if (became === 'waiting')
        await tx.execute(
          sql`insert into demur.delivery_queue (id, circular, next_try_at) values (${id}, false, ${at})`,
        );
    }
    const rows = [
      ...texts.map(({ id }) => ({ table: 'letter_texts', id })),
      ...sent.map(({ id }) => ({ table: 'deliveries', id })),
    ];
    await appendEvents(
      tx,
      [{ type: 'letter.composed', caseId: noticeId ?? null, subscriberId: whose, facts: { letterId, kind }, rows }],
      at,
    );
  });
  return { letterId, textIds: texts.map(({ id }) => id), deliveryIds: sent.map(({ id }) => id) };
}

/** A letter that failed in being written, or that had nobody to go to. */
export async function unwrittenLetter(
  owner: pg.Pool,
  {
    kind = 'notice',
    noticeId,
    subscriberId,
    at,
    because,
  }: LetterOptions & { because: 'failed' | 'nobody_to_write_to' | 'no_longer_due' },
): Promise<{ letterId: string }> {
  const letterId = newId();
  const failed = because === 'failed';
  await transaction(asOwner(owner), (tx) =>
    tx.execute(sql`insert into demur.letters (id, kind, notice_id, subscriber_id, about, obliged_at, lapsed_at, lapsed_because, failed_at, failure)
      values (${letterId}, ${kind}, ${noticeId ?? null}, ${subscriberId ?? null}, '{}', ${at}, ${failed ? null : at}, ${failed ? null : because},
        ${failed ? at : null}, ${failed ? 'notice: TypeError in lede' : null})`),
  );
  return { letterId };
}

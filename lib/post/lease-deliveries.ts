import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Language, LetterKind } from '#db/schema/vocabulary.ts';
import type { Actor } from '#lib/access/actor.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import type { Enclosure } from './writer.ts';

/** A delivery that this worker is to make, with all that goes out. */
export interface Leased {
  id: string;
  kind: LetterKind;
  userId: string | null;
  followerId: string | null;
  address: string;
  name: string | null;
  messageId: string;
  language: Language;
  subject: string;
  text: string;
  html: string;
  enclosures: Enclosure[];
  /** Why it goes out no more: what has happened since it was written. */
  withheld: string | null;
}

/** Minutes in which a delivery is one worker's. If it is killed meanwhile another one makes it. */
export const LEASE = 5;

/** Of the delivery `d` of the letter `l`: its reader acts here no more, or a reminder is of something that is answered. */
const withheld = sql`case
  when d.user_id is not null and not exists (select from demur.users u where u.id = d.user_id and u.disabled_at is null and case when l.subscriber_id is null
      then exists (select from demur.vendor_role_grants g where g.user_id = u.id and g.role = 'privacy_admin' and g.ended_at is null)
      else exists (select from demur.memberships m where m.user_id = u.id and m.subscriber_id = l.subscriber_id and m.ended_at is null) end)
    then 'Not sent: this person no longer acts here.'
  when l.kind = 'reminder' and exists (select from demur.notices n where n.id = l.notice_id and (n.answer is not null or n.closes_at <= demur.now()))
    then 'Not sent: there is nothing to be reminded of any more.' end`;

const input = z.object({ atMost: z.int().min(1).max(500) });

/**
 * Takes the next deliveries that are due, those to one before those to many; another worker's are passed over. One
 * that was due while no server could be reached counts as tried since then.
 */
export const leaseDeliveries: Unrecorded<z.infer<typeof input>, Leased[], Actor> = {
  name: 'lease-deliveries',
  input,
  async work(tx, { atMost }, { now }) {
    const { rows } = await tx.execute<Omit<Leased, 'enclosures'> & { textId: string } & Record<string, unknown>>(sql`
      with due as materialized (
        select q.id, q.circular, q.next_try_at from demur.delivery_queue q
        where q.next_try_at <= ${now} and (q.leased_until is null or q.leased_until <= ${now})
        order by q.circular, q.next_try_at, q.id limit ${atMost} for update skip locked
      ), leased as (
        update demur.delivery_queue q set leased_until = ${now}::timestamptz + make_interval(mins => ${LEASE}), tries = q.tries + 1,
          first_tried_at = coalesce(q.first_tried_at, (select greatest(q.next_try_at, r.unreachable_since) from demur.mail_relay r where r.unreachable_since is not null), ${now})
        from due where q.id = due.id returning q.id
      )
      select d.id, l.kind, d.user_id as "userId", d.follower_id as "followerId", d.address, d.recipient_name as name, d.message_id as "messageId",
        t.id as "textId", t.language, t.subject, t.body_text as text, t.body_html as html, ${withheld} as withheld
      from leased join due using (id) join demur.deliveries d using (id) join demur.letter_texts t on t.id = d.text_id join demur.letters l on l.id = d.letter_id
      order by due.circular, due.next_try_at, d.id`);
    if (rows.length === 0) return { value: [] };
    const texts = [...new Set(rows.map(({ textId }) => textId))];
    const files = await tx.execute<{ textId: string } & Enclosure & Record<string, unknown>>(sql`
      select f.text_id as "textId", f.name, f.media_type as "mediaType", f.content from demur.letter_files f
      where f.text_id = any (${`{${texts.join(',')}}`}::uuid[]) order by f.id`);
    const of = Map.groupBy(files.rows, ({ textId }) => textId);
    return { value: rows.map(({ textId, ...row }) => ({ ...row, enclosures: of.get(textId) ?? [] })) };
  },
};

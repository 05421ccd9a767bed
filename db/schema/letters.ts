import { sql } from 'drizzle-orm';
import { check, index, jsonb, text, uuid } from 'drizzle-orm/pg-core';
import { demur, instant, oneOf } from './column.ts';
import { followers } from './followers.ts';
import { subscribers } from './parties.ts';
import { followerLetterKinds, letterKinds } from './vocabulary.ts';

/** The obligation to write a letter, made in the transaction of its cause. */
export const letters = demur.table(
  'letters',
  {
    id: uuid('id').primaryKey().default(sql`uuidv7()`),
    kind: text('kind', { enum: letterKinds }).notNull(),
    noticeId: uuid('notice_id'),
    /** To whom: the contacts of a subscriber, or somebody who follows the register. */
    subscriberId: uuid('subscriber_id').references(() => subscribers.id),
    followerId: uuid('follower_id').references(() => followers.id),
    /** The ids of what the letter is about, by table. */
    about: jsonb('about').$type<Record<string, string>>().notNull(),
    obligedAt: instant('obliged_at').notNull(),
  },
  (t) => [
    oneOf('letter_kind_word', t.kind, letterKinds),
    check('letter_to_one', sql`num_nonnulls(${t.subscriberId}, ${t.followerId}) = 1`),
    check(
      'letter_to_a_follower',
      sql`(${t.followerId} is not null) = (${t.kind} in (${sql.raw(followerLetterKinds.map((kind) => `'${kind}'`).join(', '))}))`,
    ),
    index('letters_of_notice').on(t.noticeId),
    index('letters_waiting').on(t.obligedAt, t.id),
  ],
);

import { sql } from 'drizzle-orm';
import { index, jsonb, text, uuid } from 'drizzle-orm/pg-core';
import { demur, instant, oneOf } from './column.ts';
import { subscribers } from './parties.ts';
import { letterKinds } from './vocabulary.ts';

/** The obligation to write a letter, made in the transaction of its cause. */
export const letters = demur.table(
  'letters',
  {
    id: uuid('id').primaryKey().default(sql`uuidv7()`),
    kind: text('kind', { enum: letterKinds }).notNull(),
    noticeId: uuid('notice_id'),
    subscriberId: uuid('subscriber_id')
      .notNull()
      .references(() => subscribers.id),
    /** The ids of what the letter is about, by table. */
    about: jsonb('about').$type<Record<string, string>>().notNull(),
    obligedAt: instant('obliged_at').notNull(),
  },
  (t) => [
    oneOf('letter_kind_word', t.kind, letterKinds),
    index('letters_of_notice').on(t.noticeId),
    index('letters_waiting').on(t.obligedAt, t.id),
  ],
);

import { z } from 'zod';
import { env } from '#db/env.ts';
import type { Actor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { letterheadOf, lockedLetters, lockOwed, recipientsOf } from './owed-letters.ts';
import { type Composed, eventsOf, saveLetters, withDeliveries } from './save-letters.ts';
import { type Writers, writeLetters } from './write-letters.ts';
import { writers as ownWriters } from './writers.ts';

const input = z.object({ atMost: z.int().min(1).max(1000) });

/** What one turn of composing made of the letters that were owed. */
export interface Turn {
  composed: number;
  lapsed: number;
  /** Which letters could not be written, and what was thrown where. */
  failed: { letterId: string; failure: string }[];
  /** Whether there may be more. */
  more: boolean;
}

interface Writing extends Decided {
  letters: Composed[];
  more: boolean;
}

/** A file is drawn, which takes as long as hundreds of letters are written in: so many in one transaction. */
const ENCLOSING = 10;

/** Writes the letters that are owed, the first ones first: from frozen facts, once in each language that somebody reads. */
export function composeLettersBy(
  writers: Writers,
): Command<z.infer<typeof input>, { letters: Composed[]; more: boolean }, Writing, Turn, Actor> {
  return {
    name: 'compose-letters',
    input,
    async lock(tx, { atMost }) {
      await lockOwed(tx, atMost);
      return true;
    },
    async load(tx, { atMost }, { now }) {
      const locked = await lockedLetters(tx);
      if (locked.length === 0) return { letters: [], more: false };
      let enclosing = 0;
      const owed = locked.filter(({ kind }) => !writers[kind].enclosures || ++enclosing <= ENCLOSING);
      const recipients = Map.groupBy(await recipientsOf(tx, owed), ({ letterId }) => letterId);
      const head = await letterheadOf(tx, originOf());
      const letters = owed.map((each) => ({ owed: each, recipients: recipients.get(each.id) ?? [] }));
      const written = await writeLetters(tx, { writers, head, now }, letters);
      return { letters: written.map(withDeliveries), more: locked.length === atMost || owed.length < locked.length };
    },
    decide({ letters, more }) {
      if (letters.length === 0) return { already: { composed: 0, lapsed: 0, failed: [], more } };
      return { letters, more, events: letters.flatMap(eventsOf) };
    },
    save: (tx, { letters }, { now }) => saveLetters(tx, letters, originOf(), now),
    result: ({ letters, more }) => ({
      composed: letters.filter((letter) => letter.is === 'composed').length,
      lapsed: letters.filter((letter) => letter.is === 'lapsed').length,
      failed: letters.flatMap((letter) =>
        letter.is === 'failed' ? [{ letterId: letter.owed.id, failure: letter.failure }] : [],
      ),
      more,
    }),
  };
}

const originOf = () => env().NEXTAUTH_URL.replace(/\/+$/, '');

/** By the writers of this house. */
export const composeLetters = composeLettersBy(ownWriters);

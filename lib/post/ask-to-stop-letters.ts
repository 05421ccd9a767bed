import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { optionalKinds } from '#db/schema/vocabulary.ts';
import type { Actor } from '#lib/access/actor.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import type { Stop } from './stop-token.ts';

const input = z.object({ userId: z.uuid(), kind: z.enum(optionalKinds) });

/**
 * Asks for no more letters of a kind, by the link in one of them: whoever has the letter may, without signing in. The
 * worker puts it among the user's preferences, on the record. Once more changes nothing.
 */
export const askToStopLetters: Unrecorded<Stop, null, Actor> = {
  name: 'ask-to-stop-letters',
  input,
  async work(tx, { userId, kind }) {
    const { rows } = await tx.execute<{ known: boolean }>(sql`select demur.stop_letters(${userId}, ${kind}) as known`);
    return rows[0]?.known ? { value: null } : undefined;
  },
};

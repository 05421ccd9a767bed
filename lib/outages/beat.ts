import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { SILENCE_MINUTES } from './outage.ts';

/**
 * The worker has just seen that the web answers; this shows that the database takes what is written. After a silence that
 * counts as an outage nothing is kept: that is recorded first.
 */
export const beat: Unrecorded<Record<string, never>, { silence: boolean }, Actor> = {
  name: 'beat',
  input: z.strictObject({}),
  async work(tx, _, { now }) {
    const { rowCount } = await tx.execute(sql`
      insert into demur.heartbeats as h (beat_at) values (${now})
      on conflict (id) do update set beat_at = excluded.beat_at where excluded.beat_at - h.beat_at < make_interval(mins => ${SILENCE_MINUTES})`);
    return { value: { silence: rowCount === 0 } };
  },
};

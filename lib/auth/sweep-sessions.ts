import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';

/** In one transaction. */
const AT_MOST = 1_000;

/** Removes sessions that ran out more than a month ago: nothing refers to them, and nobody could use them. */
export const sweepSessions: Unrecorded<Record<string, never>, { removed: number; more: boolean }, Actor> = {
  name: 'sweep-sessions',
  input: z.strictObject({}),
  async work(tx) {
    const { rowCount } = await tx.execute(sql`
      delete from demur.sessions where id in (
        select id from demur.sessions where expires_at < (select demur.now()) - interval '30 days'
        order by expires_at limit ${AT_MOST})`);
    const removed = rowCount ?? 0;
    return { value: { removed, more: removed === AT_MOST } };
  },
};

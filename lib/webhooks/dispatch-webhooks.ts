import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';

const input = z.object({ entries: z.int().min(1).max(20_000) });

/** Makes the next entries of the log into messages, each once, for every endpoint that wants them. */
export const dispatchWebhooks: Unrecorded<z.output<typeof input>, { made: number; more: boolean }, Actor> = {
  name: 'dispatch-webhooks',
  input,
  async work(tx, { entries }) {
    const { rows } = await tx.execute<{ made: number; more: boolean }>(
      sql`select made, more from demur.dispatch_webhooks(${entries})`,
    );
    const [done] = rows;
    return done && { value: done };
  },
};

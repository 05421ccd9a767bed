import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { KEPT_DAYS } from './webhook.ts';

const input = z.object({ atMost: z.int().min(1).max(10_000) });

/** Removes messages that are older than they are kept, with their deliveries and tries, whatever became of them. */
export const clearWebhooks: Unrecorded<z.output<typeof input>, { removed: number }, Actor> = {
  name: 'clear-webhooks',
  input,
  async work(tx, { atMost }, { now }) {
    const { rowCount } = await tx.execute(sql`
      delete from demur.webhook_messages where id in (
        select id from demur.webhook_messages where at < ${now}::timestamptz - make_interval(days => ${KEPT_DAYS}) order by at limit ${atMost})`);
    return { value: { removed: rowCount ?? 0 } };
  },
};

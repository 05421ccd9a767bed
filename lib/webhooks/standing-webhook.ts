import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** What a command needs to know of an endpoint before it decides. */
export interface StandingWebhook {
  name: string;
  url: string;
  kinds: string[];
  pausedAt: Instant | null;
  disabledAt: Instant | null;
  endedAt: Instant | null;
}

/** Locks an endpoint and reads how it stands; undefined where there is none. */
export async function lockWebhook(tx: Transaction, endpointId: string): Promise<StandingWebhook | undefined> {
  const { rows } = await tx.execute<StandingWebhook & Record<string, unknown>>(sql`
    select name, url, kinds, demur.iso(paused_at) as "pausedAt", demur.iso(disabled_at) as "disabledAt", demur.iso(ended_at) as "endedAt"
    from demur.webhook_endpoints where id = ${endpointId} for update`);
  return rows[0];
}

/** Why nothing can be done with an endpoint any more; undefined: it is there. */
export function ended({ endedAt }: StandingWebhook): Refusal | undefined {
  return endedAt === null
    ? undefined
    : refuse('already_done', 'This endpoint is removed: nothing is sent to it any more. Add it anew to go on.');
}

import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { VendorActor } from '#lib/access/actor.ts';
import { refuse } from '#lib/command/refusal.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { replayInput } from './inputs.ts';
import { ended, lockWebhook } from './standing-webhook.ts';

/**
 * Sends one message again, or each that this endpoint was to be sent of what happened since an instant: the same messages
 * under the same ids. What is on its way already is left to it.
 */
export const replayWebhook: Unrecorded<z.output<typeof replayInput>, { again: number }, VendorActor> = {
  name: 'replay-webhook',
  input: replayInput,
  async work(tx, input, { now, actor }) {
    const standing = await lockWebhook(tx, input.endpointId);
    if (!standing) return undefined;
    const over = ended(standing);
    if (over) return over;
    const which =
      'deliveryId' in input
        ? sql`m.id = (select o.message_id from demur.webhook_deliveries o where o.id = ${input.deliveryId} and o.endpoint_id = ${input.endpointId})`
        : sql`m.at >= ${input.since} and m.kind <> 'webhook.test' and exists (select from demur.webhook_deliveries o where o.message_id = m.id and o.endpoint_id = ${input.endpointId})`;
    const { rowCount } = await tx.execute(sql`
      insert into demur.webhook_deliveries (message_id, endpoint_id, created_at, next_try_at, requested_by)
      select m.id, ${input.endpointId}, ${now}, ${now}, ${actor.userId} from demur.webhook_messages m
      where ${which} and not exists (
        select from demur.webhook_deliveries w where w.message_id = m.id and w.endpoint_id = ${input.endpointId} and w.delivered_at is null and w.failed_at is null)
      order by m.at, m.id`);
    const again = rowCount ?? 0;
    if (again > 0) return { value: { again } };
    return 'deliveryId' in input
      ? refuse('already_done', 'This message is on its way, or is kept no longer.')
      : refuse('invalid_input', 'There is nothing to send again since then.', {
          fields: { since: 'Nothing that happened since then is kept, or all of it is on its way.' },
        });
  },
};

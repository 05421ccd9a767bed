import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { webhookFailures } from '#db/schema/vocabulary.ts';
import { webhookTries } from '#db/schema/webhooks.ts';
import type { Actor } from '#lib/access/actor.ts';
import { recordId } from '#lib/command/inputs.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { pauseAfter } from './webhook.ts';

const code = z.int().min(0).max(999);
const input = z.intersection(
  z.object({ deliveryId: recordId }),
  z.discriminatedUnion('taken', [
    z.object({ taken: z.literal(true), code, answer: z.string() }),
    z.object({ taken: z.literal(false), failure: z.enum(webhookFailures), code: code.nullable(), answer: z.string() }),
  ]),
);

/** What became of a try: taken, to be tried again, or given up. A delivery that has ended stays as it is. */
export const markWebhook: Unrecorded<z.output<typeof input>, { ended: boolean }, Actor> = {
  name: 'mark-webhook',
  input,
  async work(tx, said, { now }) {
    const { rows } = await tx.execute<{ endpointId: string; tries: number }>(sql`
      select endpoint_id as "endpointId", tries from demur.webhook_deliveries
      where id = ${said.deliveryId} and delivered_at is null and failed_at is null for update`);
    const [delivery] = rows;
    if (!delivery) return undefined;
    const { endpointId, tries } = delivery;
    if (said.taken) {
      await tx.execute(sql`
        with healthy as (update demur.webhook_health set failing_since = null where endpoint_id = ${endpointId} and failing_since is not null)
        update demur.webhook_deliveries set delivered_at = ${now}, code = ${said.code}, answer = ${said.answer} where id = ${said.deliveryId}`);
      return { value: { ended: true } };
    }
    await tx.insert(webhookTries).values({
      deliveryId: said.deliveryId,
      triedAt: now,
      failure: said.failure,
      code: said.code,
      answer: said.answer,
    });
    const pause = pauseAfter(tries, Math.random());
    await tx.execute(sql`
      with failing as (update demur.webhook_health set failing_since = ${now} where endpoint_id = ${endpointId} and failing_since is null)
      update demur.webhook_deliveries set ${
        pause === null
          ? sql`failed_at = ${now}`
          : sql`next_try_at = ${now}::timestamptz + make_interval(secs => ${pause})`
      } where id = ${said.deliveryId}`);
    return { value: { ended: pause === null } };
  },
};

import type { z } from 'zod';
import { webhookDeliveries, webhookMessages } from '#db/schema/webhooks.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import { newId } from '#lib/command/new-id.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { ofWebhook } from './inputs.ts';
import { ended, lockWebhook } from './standing-webhook.ts';

/** Sends a message that tells of nothing, to see whether it arrives. */
export const testWebhook: Unrecorded<z.output<typeof ofWebhook>, { deliveryId: string }, VendorActor> = {
  name: 'test-webhook',
  input: ofWebhook,
  async work(tx, { endpointId }, { now, actor }) {
    const standing = await lockWebhook(tx, endpointId);
    if (!standing) return undefined;
    const over = ended(standing);
    if (over) return over;
    const [messageId, deliveryId] = [newId(), newId()];
    await tx.insert(webhookMessages).values({ id: messageId, kind: 'webhook.test', at: now, data: {} });
    await tx
      .insert(webhookDeliveries)
      .values({ id: deliveryId, messageId, endpointId, createdAt: now, nextTryAt: now, requestedBy: actor.userId });
    return { value: { deliveryId } };
  },
};

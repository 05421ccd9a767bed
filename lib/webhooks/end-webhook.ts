import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { webhookEndpoints } from '#db/schema/webhooks.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { ofWebhook } from './inputs.ts';
import { lockWebhook, type StandingWebhook } from './standing-webhook.ts';

type Input = z.output<typeof ofWebhook>;

interface Ended extends Decided {
  endpointId: string;
}

/** Nothing is sent to it any more. What was sent stays on view for as long as messages are kept. */
export const endWebhook: Command<Input, StandingWebhook, Ended, { endpointId: string }, VendorActor> = {
  name: 'end-webhook',
  input: ofWebhook,
  load: (tx, { endpointId }) => lockWebhook(tx, endpointId),
  decide({ endedAt }, { endpointId }) {
    if (endedAt !== null) return { already: { endpointId } };
    return {
      endpointId,
      events: [
        {
          type: 'webhook.ended',
          caseId: null,
          subscriberId: null,
          facts: { endpoint: endpointId },
          rows: [{ table: 'webhook_endpoints', id: endpointId }],
        },
      ],
    };
  },
  async save(tx, { endpointId }, { now, actor }) {
    await tx
      .update(webhookEndpoints)
      .set({ endedAt: now, endedBy: actor.userId })
      .where(eq(webhookEndpoints.id, endpointId));
  },
  result: ({ endpointId }) => ({ endpointId }),
};

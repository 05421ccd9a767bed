import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { webhookEndpoints } from '#db/schema/webhooks.ts';
import type { Actor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { ofWebhook } from './inputs.ts';
import { lockWebhook, type StandingWebhook } from './standing-webhook.ts';

type Input = z.output<typeof ofWebhook>;

interface Disabled extends Decided {
  endpointId: string;
}

/** Its receiver answered 410 Gone: nothing is sent until somebody at the desk takes it up again. */
export const disableWebhook: Command<Input, StandingWebhook, Disabled, { endpointId: string }, Actor> = {
  name: 'disable-webhook',
  input: ofWebhook,
  load: (tx, { endpointId }) => lockWebhook(tx, endpointId),
  decide({ endedAt, disabledAt }, { endpointId }) {
    if (endedAt !== null || disabledAt !== null) return { already: { endpointId } };
    return {
      endpointId,
      events: [
        {
          type: 'webhook.disabled',
          caseId: null,
          subscriberId: null,
          facts: { endpoint: endpointId, because: 'gone' },
          rows: [{ table: 'webhook_endpoints', id: endpointId }],
        },
      ],
    };
  },
  async save(tx, { endpointId }, { now }) {
    await tx
      .update(webhookEndpoints)
      .set({ disabledAt: now, changedAt: now })
      .where(eq(webhookEndpoints.id, endpointId));
  },
  result: ({ endpointId }) => ({ endpointId }),
};

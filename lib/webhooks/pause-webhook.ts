import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { webhookEndpoints } from '#db/schema/webhooks.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { pausedWebhook } from './inputs.ts';
import { ended, lockWebhook, type StandingWebhook } from './standing-webhook.ts';

type Input = z.output<typeof pausedWebhook>;

interface Turned extends Decided {
  given: Input;
}

/** Sends nothing for a while, or goes on: also with an endpoint whose receiver had said that it is gone. What happens meanwhile waits. */
export const pauseWebhook: Command<Input, StandingWebhook, Turned, { endpointId: string }, VendorActor> = {
  name: 'pause-webhook',
  input: pausedWebhook,
  load: (tx, { endpointId }) => lockWebhook(tx, endpointId),
  decide(standing, given) {
    const { endpointId, paused } = given;
    const over = ended(standing);
    if (over) return over;
    const stands = standing.pausedAt !== null || standing.disabledAt !== null;
    if (paused ? standing.pausedAt !== null : !stands) return { already: { endpointId } };
    return {
      given,
      events: [
        {
          type: paused ? 'webhook.paused' : 'webhook.resumed',
          caseId: null,
          subscriberId: null,
          facts: { endpoint: endpointId },
          rows: [{ table: 'webhook_endpoints', id: endpointId }],
        },
      ],
    };
  },
  async save(tx, { given: { endpointId, paused } }, { now }) {
    await tx
      .update(webhookEndpoints)
      .set(paused ? { pausedAt: now, changedAt: now } : { pausedAt: null, disabledAt: null, changedAt: now })
      .where(eq(webhookEndpoints.id, endpointId));
  },
  result: ({ given: { endpointId } }) => ({ endpointId }),
};

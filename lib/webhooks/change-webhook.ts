import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { webhookEndpoints } from '#db/schema/webhooks.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { changedWebhook } from './inputs.ts';
import { ended, lockWebhook, type StandingWebhook } from './standing-webhook.ts';

type Input = z.output<typeof changedWebhook>;

interface Changed extends Decided {
  given: Input;
}

/** Another name or address, or other things to be told of. What waits goes to the new address. */
export const changeWebhook: Command<Input, StandingWebhook, Changed, { endpointId: string }, VendorActor> = {
  name: 'change-webhook',
  input: changedWebhook,
  load: (tx, { endpointId }) => lockWebhook(tx, endpointId),
  decide(standing, given) {
    const { endpointId, name, url, kinds } = given;
    const over = ended(standing);
    if (over) return over;
    if (standing.name === name && standing.url === url && standing.kinds.join() === kinds.join())
      return { already: { endpointId } };
    return {
      given,
      events: [
        {
          type: 'webhook.changed',
          caseId: null,
          subscriberId: null,
          facts: { endpoint: endpointId, kinds, addressChanged: standing.url !== url },
          rows: [{ table: 'webhook_endpoints', id: endpointId }],
        },
      ],
    };
  },
  async save(tx, { given: { endpointId, name, url, kinds } }, { now }) {
    await tx
      .update(webhookEndpoints)
      .set({ name, url, kinds, changedAt: now })
      .where(eq(webhookEndpoints.id, endpointId));
  },
  result: ({ given: { endpointId } }) => ({ endpointId }),
};

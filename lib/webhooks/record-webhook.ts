import { webhookEndpoints, webhookHealth, webhookSecrets } from '#db/schema/webhooks.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { type WebhookInput, webhookInput } from './inputs.ts';
import { newSecret, seal, type WebhookSecret } from './secret.ts';

interface Recorded extends Decided {
  endpointId: string;
  secretId: string;
  secret: WebhookSecret;
  given: WebhookInput;
}

/** An address of the vendor's own that is told what happens from now on. Its secret is in the answer, this once. */
export const recordWebhook: Command<
  WebhookInput,
  object,
  Recorded,
  { endpointId: string; secret: WebhookSecret },
  VendorActor
> = {
  name: 'record-webhook',
  input: webhookInput,
  load: async () => ({}),
  decide(_state, given) {
    const [endpointId, secretId] = [newId(), newId()];
    return {
      endpointId,
      secretId,
      secret: newSecret(),
      given,
      events: [
        {
          type: 'webhook.recorded',
          caseId: null,
          subscriberId: null,
          facts: { endpoint: endpointId, kinds: given.kinds },
          rows: [
            { table: 'webhook_endpoints', id: endpointId },
            { table: 'webhook_secrets', id: secretId },
          ],
        },
      ],
    };
  },
  async save(tx, { endpointId, secretId, secret, given }, { now, actor }) {
    await tx
      .insert(webhookEndpoints)
      .values({ id: endpointId, ...given, recordedBy: actor.userId, recordedAt: now, changedAt: now });
    await tx.insert(webhookSecrets).values({ id: secretId, endpointId, sealed: seal(secret, endpointId), madeAt: now });
    await tx.insert(webhookHealth).values({ endpointId });
  },
  result: ({ endpointId, secret }) => ({ endpointId, secret }),
};

import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { webhookSecrets } from '#db/schema/webhooks.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { ofWebhook } from './inputs.ts';
import { newSecret, seal, type WebhookSecret } from './secret.ts';
import { ended, lockWebhook, type StandingWebhook } from './standing-webhook.ts';
import { OVERLAP_HOURS } from './webhook.ts';

type Input = z.output<typeof ofWebhook>;

interface State {
  standing: StandingWebhook;
  /** Its secrets by which messages are signed now. */
  working: string[];
}

interface Rotated extends Decided {
  endpointId: string;
  secretId: string;
  secret: WebhookSecret;
}

/** A new secret, in the answer this once. For a day messages are signed with the one before it too; older ones end now. */
export const rotateWebhookSecret: Command<
  Input,
  State,
  Rotated,
  { endpointId: string; secret: WebhookSecret },
  VendorActor
> = {
  name: 'rotate-webhook-secret',
  input: ofWebhook,
  async load(tx, { endpointId }, { now }) {
    const standing = await lockWebhook(tx, endpointId);
    if (!standing) return undefined;
    const { rows } = await tx.execute<{ id: string }>(sql`
      select id from demur.webhook_secrets where endpoint_id = ${endpointId} and (works_until is null or works_until > ${now}) order by made_at`);
    return { standing, working: rows.map(({ id }) => id) };
  },
  decide({ standing, working }, { endpointId }) {
    const over = ended(standing);
    if (over) return over;
    const secretId = newId();
    return {
      endpointId,
      secretId,
      secret: newSecret(),
      events: [
        {
          type: 'webhook.secret_rotated',
          caseId: null,
          subscriberId: null,
          facts: { endpoint: endpointId, overlapHours: OVERLAP_HOURS },
          rows: [...working, secretId].map((id) => ({ table: 'webhook_secrets', id })),
        },
      ],
    };
  },
  async save(tx, { endpointId, secretId, secret }, { now }) {
    await tx.execute(sql`
      update demur.webhook_secrets set works_until =
        case when works_until is null then ${now}::timestamptz + make_interval(hours => ${OVERLAP_HOURS}) else ${now}::timestamptz end
      where endpoint_id = ${endpointId} and (works_until is null or works_until > ${now})`);
    await tx.insert(webhookSecrets).values({ id: secretId, endpointId, sealed: seal(secret, endpointId), madeAt: now });
  },
  result: ({ endpointId, secret }) => ({ endpointId, secret }),
};

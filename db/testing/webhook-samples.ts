import { newId } from '#lib/command/new-id.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { claimWebhooks } from '#lib/webhooks/claim-webhooks.ts';
import { markWebhook } from '#lib/webhooks/mark-webhook.ts';
import { recordWebhook } from '#lib/webhooks/record-webhook.ts';
import { testWebhook } from '#lib/webhooks/test-webhook.ts';
import type { Scenario } from '#lib/world/scenario.ts';
import { accepted, by, done } from '#lib/world/world.ts';

interface Stage {
  world: Scenario;
}

const endpoint = () => ({
  name: `Systems ${newId()}`,
  url: 'https://systems.example/demur',
  kinds: ['notice.given'],
});
const endpointOf = async ({ world }: Stage) =>
  (await done(recordWebhook, by(world, world.adminId, world.daysAgo(1)), endpoint())).endpointId;

async function tested(stage: Stage): Promise<{ endpointId: string; deliveryId: string }> {
  const { world } = stage;
  const endpointId = await endpointOf(stage);
  const { deliveryId } = accepted(await keep(testWebhook, by(world, world.adminId, world.daysAgo(1)), { endpointId }));
  return { endpointId, deliveryId };
}

/** Samples of what the desk and the worker do with webhooks. */
export const webhookSamples = {
  recordWebhook: async () => endpoint(),
  changeWebhook: async (stage: Stage) => ({ ...endpoint(), endpointId: await endpointOf(stage) }),
  pauseWebhook: async (stage: Stage) => ({ endpointId: await endpointOf(stage), paused: true }),
  rotateWebhookSecret: async (stage: Stage) => ({ endpointId: await endpointOf(stage) }),
  endWebhook: async (stage: Stage) => ({ endpointId: await endpointOf(stage) }),
  testWebhook: async (stage: Stage) => ({ endpointId: await endpointOf(stage) }),
  replayWebhook: async (stage: Stage) => {
    const { world } = stage;
    const { endpointId, deliveryId } = await tested(stage);
    const worker = by(world, null, world.daysAgo(1));
    accepted(await keep(claimWebhooks, worker, { endpointId, atMost: 1 }));
    accepted(await keep(markWebhook, worker, { deliveryId, taken: true, code: 200, answer: '' }));
    return { endpointId, deliveryId };
  },
  disableWebhook: async (stage: Stage) => ({ endpointId: await endpointOf(stage) }),
  dispatchWebhooks: async () => ({ entries: 100 }),
  claimWebhooks: async (stage: Stage) => ({ endpointId: await endpointOf(stage), atMost: 8 }),
  markWebhook: async (stage: Stage) => {
    const { deliveryId } = await tested(stage);
    return { deliveryId, taken: false, failure: 'status', code: 500, answer: 'busy' };
  },
  clearWebhooks: async () => ({ atMost: 10 }),
};

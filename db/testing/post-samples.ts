import { type SQL, sql } from 'drizzle-orm';
import { asOwner, transaction } from '#db/transaction.ts';
import { createApiToken } from '#lib/api/create-api-token.ts';
import { newId } from '#lib/command/new-id.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { leaseDeliveries } from '#lib/post/lease-deliveries.ts';
import type { Scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { accepted, by, done } from '#lib/world/world.ts';
import { type Became, writtenLetter } from './letters.ts';

interface Stage {
  world: Scenario;
  bank: Subscriber;
}

const asIs = ({ world }: Stage, statement: SQL) => transaction(asOwner(world.pool), (tx) => tx.execute(statement));

/** A delivery of a message to the subscriber's contact. */
async function delivery({ world, bank: { subscriberId, contactId: userId } }: Stage, became: Became): Promise<string> {
  const letter = { kind: 'message' as const, subscriberId, at: world.daysAgo(0.01), to: [{ userId, became }] };
  return (await writtenLetter(world.pool, letter)).deliveryIds[0] ?? '';
}

/** On what the post's commands succeed. */
export const postSamples: Record<string, (stage: Stage) => Promise<Record<string, unknown>>> = {
  composeLetters: async (stage) => {
    const at = stage.world.daysAgo(0.01);
    await asIs(
      stage,
      sql`
      update demur.letters set lapsed_at = ${at}, lapsed_because = 'no_longer_due' where composed_at is null and lapsed_at is null and failed_at is null`,
    );
    await stage.world.change({ publishedDaysAgo: 1 });
    return { atMost: 1 };
  },
  leaseDeliveries: async () => ({ atMost: 1 }),
  releaseDeliveries: async (stage) => {
    const id = await delivery(stage, 'waiting');
    accepted(await keep(leaseDeliveries, by(stage.world, null, stage.world.now), { atMost: 500 }));
    return { deliveryIds: [id] };
  },
  markDeliveries: async (stage) => {
    const deliveryId = await delivery(stage, 'waiting');
    return { results: [{ deliveryId, is: 'handed', host: 'relay.example', code: 250, answer: 'Ok' }] };
  },
  applyReports: async (stage) => {
    const { world } = stage;
    const id = await delivery(stage, 'handed');
    const input = { name: newId(), scopes: ['bounces:write'] };
    const { tokenId } = await done(createApiToken, by(world, world.adminId, world.daysAgo(1)), input);
    await asIs(
      stage,
      sql`
      insert into demur.bounce_reports (delivery_id, grade, token_id, reported_at) values (${id}, 'bounced', ${tokenId}, ${world.now})`,
    );
    return { atMost: 1 };
  },
  stopLetters: async (stage) => {
    await asIs(
      stage,
      sql`
      insert into demur.letter_stops (user_id, kind, asked_at) values (${stage.bank.contactId}, 'reminder', ${stage.world.now})`,
    );
    return { atMost: 1 };
  },
  noteRelay: async () => ({ carrier: 'smtp', host: 'relay.example', unreachable: null }),
  askToStopLetters: async ({ bank }) => ({ userId: bank.contactId, kind: 'reminder' }),
};

import { sql } from 'drizzle-orm';
import { asOwner, transaction } from '#db/transaction.ts';
import { keep } from '#lib/command/unrecorded.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { beat } from '#lib/outages/beat.ts';
import { recordOutage } from '#lib/outages/record-outage.ts';
import { accepted, by, daysBefore, done, type World } from './world.ts';

/**
 * A silence of the worker, half a day until now unless given. No beat is left behind: for a worker that really starts on
 * this world its time begins then.
 */
export async function outage(
  world: World,
  given: { from?: Instant; to?: Instant } = {},
): Promise<{ outageId: string }> {
  const { from = daysBefore(world.now, 0.5), to = world.now } = given;
  accepted(await keep(beat, by(world, null, from), {}));
  const { outageId } = await done(recordOutage, by(world, null, to), {});
  if (!outageId) throw new Error('that was no outage');
  await transaction(asOwner(world.pool), (tx) => tx.execute(sql`delete from demur.heartbeats`));
  return { outageId };
}

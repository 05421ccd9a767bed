import { keep } from '#lib/command/unrecorded.ts';
import { beat } from '#lib/outages/beat.ts';
import { recordOutage } from '#lib/outages/record-outage.ts';
import { accepted, by, daysBefore, done, type World } from './world.ts';

/** A silence of the worker: its last beat, and the first after it. */
export async function outage(world: World, { fromDaysAgo = 0.5, toDaysAgo = 0 } = {}): Promise<{ outageId: string }> {
  accepted(await keep(beat, by(world, null, daysBefore(world.now, fromDaysAgo)), {}));
  const { outageId } = await done(recordOutage, by(world, null, daysBefore(world.now, toDaysAgo)), {});
  if (!outageId) throw new Error('that was no outage');
  return { outageId };
}

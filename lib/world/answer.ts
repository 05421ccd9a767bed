import { recordAcceptance } from '#lib/notices/record-acceptance.ts';
import { recordReading } from '#lib/notices/record-reading.ts';
import type { Case } from './objection.ts';
import { by, done, instantOf, type When, type World } from './world.ts';

/** "No objection", said by a signatory; an hour ago unless given. */
export async function acceptance(world: World, { noticeId, userId, ...when }: When & Case): Promise<void> {
  await done(recordAcceptance, by(world, userId, instantOf(world, when, 1 / 24)), { noticeId });
}

/** A user's first reading of a notice; an hour ago unless given. */
export async function reading(world: World, { noticeId, userId, ...when }: When & Case): Promise<void> {
  await done(recordReading, by(world, userId, instantOf(world, when, 1 / 24)), { noticeId });
}

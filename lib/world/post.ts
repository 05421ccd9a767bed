import pino from 'pino';
import type { Instant } from '#lib/deadlines/instant.ts';
import { sweepDue } from '#lib/jobs/sweeps.ts';
import type { Carrier } from '#lib/post/carrier.ts';
import { demoCarrier } from '#lib/post/demo-carrier.ts';
import { postRound } from '#lib/post/round.ts';
import { by, instantOf, type When, type World } from './world.ts';

const silent = pino({ enabled: false });

/** The post of an instant: what is owed then is written, and carried off by the demo's carrier unless another is given. */
export async function post(
  world: Pick<World, 'pool' | 'now'>,
  { carrier = demoCarrier, ...when }: When & { carrier?: Carrier } = {},
): Promise<void> {
  await postRound({ opening: by(world, null, instantOf(world, when, 0)), log: silent, carrier });
}

/** What the worker does at an instant beside closing windows: reminders, targets and days that have passed, the week's letter. */
export async function sweep(world: Pick<World, 'pool'>, at: Instant): Promise<void> {
  await sweepDue(by(world, null, at), silent);
}

import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { asOwner, asScenario, type Opening } from '#db/transaction.ts';
import type { Actor } from '#lib/access/actor.ts';
import { type Command, type Decided, run } from '#lib/command/command.ts';
import type { Outcome } from '#lib/command/refusal.ts';
import { type Instant, parseInstant } from '#lib/deadlines/instant.ts';

/**
 * What every verb of a scenario works on. A verb is a function `verb(world, options)` in a file of this folder, listed
 * in `scenario.ts`; it runs real commands at instants of the past, and so needs the owner's own login.
 */
export interface World {
  pool: pg.Pool;
  /** The instant from which days ago are counted: the database's clock when the scenario began. */
  now: Instant;
  /** Makes names and addresses of one scenario unlike those of another on the same database. */
  mark: string;
  /** A privacy admin, who acts for the vendor where nobody else is named. */
  adminId: string;
  legalId: string;
  /** The profile of subscribers for whom none is named: the policy's own terms. */
  profileId: string;
}

const DAY = 86_400_000;

/** The instant so many times 24 hours before another; a fraction of a day will do. */
export function daysBefore(now: Instant, days: number): Instant {
  const moved = new Date(Date.parse(`${now.slice(0, 23)}Z`) - days * DAY).toISOString();
  return parseInstant(`${moved.slice(0, 23)}${now.slice(23)}`);
}

/** When something of a scenario happens: an instant, or so many days before the scenario's now. */
export interface When {
  at?: Instant | string;
  daysAgo?: number;
}

export function instantOf(world: Pick<World, 'now'>, { at, daysAgo }: When, otherwise: number): Instant {
  return at === undefined ? daysBefore(world.now, daysAgo ?? otherwise) : parseInstant(at);
}

/** A transaction of a user (null: the worker) at an instant. */
export const by = (world: Pick<World, 'pool'>, userId: string | null, at: Instant): Opening =>
  asScenario(world.pool, userId, at);

/** A transaction of a script at the shell, at an instant. */
export const byOwner = (world: Pick<World, 'pool'>, at: Instant): Opening => asOwner(world.pool, at);

/** Runs a command that must succeed: what a scenario builds is not itself on trial. */
export async function done<I, S, D extends Decided, R, A extends Actor>(
  command: Command<I, S, D, R, A>,
  opening: Opening,
  input: unknown,
): Promise<R> {
  return accepted(await run(command, opening, input));
}

/** @throws {Error} with the refusal's sentence and fields */
export function accepted<R>(outcome: Outcome<R>): R {
  if (outcome.ok) return outcome.value;
  const { code, sentence, fields } = outcome;
  throw new Error(`${code}: ${sentence}${fields ? ` ${JSON.stringify(fields)}` : ''}`);
}

export const newMark = (): string => randomBytes(4).toString('hex');

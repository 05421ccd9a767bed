import 'server-only';
import type { Actor } from '#lib/access/actor.ts';
import { type Command, type Decided, run } from '#lib/command/command.ts';
import type { Outcome } from '#lib/command/refusal.ts';
import { keep, type Unrecorded } from '#lib/command/unrecorded.ts';
import { requestOpening } from './reader.ts';

/** Runs a command as whoever sends this request. The input may be anything: the command's own schema parses it. */
export async function act<I, S, D extends Decided, R, A extends Actor>(
  command: Command<I, S, D, R, A>,
  input: unknown,
): Promise<Outcome<R>> {
  return run(command, await requestOpening(), input);
}

/** Keeps a draft, or a part of one, as whoever sends this request. */
export async function keepFor<I, R, A extends Actor>(
  unrecorded: Unrecorded<I, R, A>,
  input: unknown,
): Promise<Outcome<R>> {
  return keep(unrecorded, await requestOpening(), input);
}

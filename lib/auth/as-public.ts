import 'server-only';
import { webPool } from '#db/client.ts';
import { env } from '#db/env.ts';
import { bySession } from '#db/transaction.ts';
import type { Actor } from '#lib/access/actor.ts';
import { type Reader, read } from '#lib/command/read.ts';
import type { Outcome } from '#lib/command/refusal.ts';
import { keep, type Unrecorded } from '#lib/command/unrecorded.ts';

/** What is the same for all: read as nobody in particular, whoever sends the request. */
export function readAsPublic<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
  return read(bySession(webPool(), null), work);
}

/** What anybody may do, done as nobody in particular. */
export function keepAsPublic<I, R, A extends Actor>(
  unrecorded: Unrecorded<I, R, A>,
  input: unknown,
): Promise<Outcome<R>> {
  return keep(unrecorded, bySession(webPool(), null), input);
}

/** Where people reach the installation, for links that are read elsewhere; without a slash at its end. */
export function publicAddress(): string {
  return env().NEXTAUTH_URL.replace(/\/+$/, '');
}

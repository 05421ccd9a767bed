import type { z } from 'zod';
import type { Opening, Transaction } from '#db/transaction.ts';
import type { Actor } from '#lib/access/actor.ts';
import type { CommandName } from '#lib/access/policy.ts';
import { clock, type Moment, permitted } from './command.ts';
import { isRefusal, notFound, type Outcome, type Refusal } from './refusal.ts';

/**
 * The closed list of writes that are no part of the record: what somebody has typed or uploaded and not yet sent.
 * A draft binds nobody, belongs to its author's side alone and may be thrown away, so it makes no event; the log says
 * what was said, not what was nearly said. Anything that the other side can ever see is a `Command`.
 *
 * And what the worker owes by the clock alone, which changes nobody's state: the log says when the letter is written. How
 * far its sweeps have come, and that it is there, is its own business.
 *
 * How far somebody has read the news that the bell tells: that is a bookmark of theirs. What they have read of a notice is
 * another matter, and an event.
 *
 * And the post's own book-keeping: which worker has a delivery in hand, whether the relay can be reached, that a link in a
 * letter was followed. What comes of it is on the record: a letter handed over, a preference changed.
 *
 * And what a system of the vendor's own is told by a webhook: that says nothing that the log does not say.
 *
 * And who follows the register by e-mail: that gives nobody a right, and is erased when they stop, while an event would
 * say for ever that they did.
 */
export type UnrecordedName = Extract<
  CommandName,
  | 'save-draft'
  | 'discard-draft'
  | 'attach-file'
  | 'finish-file'
  | 'remove-file'
  | 'sweep-uploads'
  | 'save-change-draft'
  | 'discard-change-draft'
  | 'tell-publishing'
  | 'store-evidence'
  | 'keep-register-file'
  | 'keep-party-file'
  | 'draft-register'
  | 'follow-register'
  | 'confirm-following'
  | 'stop-following'
  | 'ask-to-stop-letters'
  | 'lease-deliveries'
  | 'release-deliveries'
  | 'note-relay'
  | 'sweep-followers'
  | 'mark-read'
  | 'sweep-sessions'
  | 'oblige-reminders'
  | 'oblige-overdue-responses'
  | 'oblige-overdue-actions'
  | 'oblige-digest'
  | 'beat'
  | 'test-webhook'
  | 'replay-webhook'
  | 'dispatch-webhooks'
  | 'claim-webhooks'
  | 'mark-webhook'
  | 'clear-webhooks'
>;

export interface Unrecorded<I, R, A extends Actor = Actor> {
  name: UnrecordedName;
  input: z.ZodType<I>;
  /** Takes the locks that it needs. False: there is no such record. */
  lock?(tx: Transaction, input: I, actor: A): Promise<boolean>;
  /** Undefined: there is no such record. */
  work(tx: Transaction, input: I, moment: Moment<A>): Promise<{ value: R } | Refusal | undefined>;
}

/** Runs an unrecorded write: parse → begin → permit → lock → clock → work. A refusal is a value; a fault is thrown. */
export function keep<I, R, A extends Actor>(
  unrecorded: Unrecorded<I, R, A>,
  opening: Opening,
  input: unknown,
): Promise<Outcome<R>> {
  return permitted(unrecorded, opening, input, async (tx, parsed, actor: A, zone) => {
    if (unrecorded.lock && !(await unrecorded.lock(tx, parsed, actor))) return notFound();
    const done = await unrecorded.work(tx, parsed, { now: await clock(tx), actor, zone });
    if (done === undefined) return notFound();
    return isRefusal(done) ? done : { ok: true, value: done.value };
  });
}

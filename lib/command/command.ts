import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { type ActorRow, type Opening, type Transaction, transaction } from '#db/transaction.ts';
import type { Actor, Installation, SubscriberId } from '#lib/access/actor.ts';
import { type CommandName, may, whoMay } from '#lib/access/policy.ts';
import { type Instant, parseInstant } from '#lib/deadlines/instant.ts';
import {
  appendEvents,
  appendNoticeEvents,
  appendRowEvents,
  type EventDraft,
  type NoticeEvents,
  type RowEvents,
} from '#lib/evidence/log.ts';
import { type DeskObligation, type Obligation, oblige } from '#lib/letters/obligation.ts';
import { isRefusal, notFound, type Outcome, type Refusal, refuse } from './refusal.ts';

/** What stands when a command decides: the clock, read once after the locks; who asks; where the vendor is. */
export interface Moment<A extends Actor = Actor> {
  now: Instant;
  actor: A;
  zone: string;
}

/** What a decision is: the events that it makes (at least one) and whatever its `save` needs. */
export interface Decided {
  events: EventDraft[];
  /** One event each for many notices, appended before `events`. */
  noticeEvents?: NoticeEvents[];
  /** One event each for many rows that `save` writes at once, appended after those. */
  rowEvents?: RowEvents[];
}

/** The same request again, already carried out: the same answer, nothing written. */
export interface Already<R> {
  already: R;
}

/**
 * One way to change something. The corridor runs these in this order and no other:
 * parse → permit → begin → lock → clock → load → decide → save → letters → events → commit.
 *
 * `A` is the actor that `permit` lets through: a command named in the subscriber's rows of the policy sees a
 * `SubscriberActor`, and so on.
 */
export interface Command<I, S, D extends Decided, R, A extends Actor = Actor> {
  name: CommandName;
  input: z.ZodType<I>;
  /** Takes the locks, in the house's order (change, then notice, then objection). False: there is no such record. */
  lock?(tx: Transaction, input: I, actor: A): Promise<boolean>;
  /** Reads what the decision needs, under the locks. Undefined: there is no such record. */
  load(tx: Transaction, input: I, moment: Moment<A>): Promise<S | undefined>;
  /** Pure. The law of it. */
  decide(state: S, input: I, moment: Moment<A>): D | Refusal | Already<R>;
  save(tx: Transaction, decided: D, moment: Moment<A>): Promise<void>;
  letters?(decided: D, moment: Moment<A>): (Obligation | DeskObligation)[];
  /** What the caller gets. `position`: of the last event in the log. */
  result(decided: D, moment: Moment<A>, position: number): R;
}

/**
 * Runs a command. A refusal is a value; a fault (a broken connection, a defect) is thrown.
 * Input is parsed here by the schema that the form used, whatever the form did.
 */
export function run<I, S, D extends Decided, R, A extends Actor>(
  command: Command<I, S, D, R, A>,
  opening: Opening,
  input: unknown,
): Promise<Outcome<R>> {
  return permitted(command, opening, input, (tx, parsed, actor: A, zone) => within(command, tx, parsed, actor, zone));
}

/** Parse, begin, permit; then the work, whose refusal rolls back. The corridor's doors, and those of what is unrecorded. */
export async function permitted<I, R, A extends Actor>(
  door: { name: CommandName; input: z.ZodType<I> },
  opening: Opening,
  input: unknown,
  work: (tx: Transaction, input: I, actor: A, zone: string) => Promise<Outcome<R>>,
): Promise<Outcome<R>> {
  const parsed = door.input.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  try {
    return await transaction(opening, async (tx, row) => {
      const actor = actorOf(row);
      if (!may(actor, door.name))
        return actor.role === 'public'
          ? refuse('not_signed_in', 'Sign in first. What you typed is still here.')
          : refuse('forbidden', `Only ${whoMay(door.name)} may do this.`);
      const outcome = await work(tx, parsed.data, actor as A, row.zone ?? 'UTC');
      if (isRefusal(outcome)) throw new Refused(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    const refusal = refusalOf(error);
    if (refusal) return refusal;
    throw error;
  }
}

async function within<I, S, D extends Decided, R, A extends Actor>(
  command: Command<I, S, D, R, A>,
  tx: Transaction,
  input: I,
  actor: A,
  zone: string,
): Promise<Outcome<R>> {
  if (command.lock && !(await command.lock(tx, input, actor))) return notFound();
  const moment: Moment<A> = { now: await clock(tx), actor, zone };
  const state = await command.load(tx, input, moment);
  if (state === undefined) return notFound();

  const decided = command.decide(state, input, moment);
  if (isRefusal(decided)) return decided;
  if ('already' in decided) return { ok: true, value: decided.already };

  await command.save(tx, decided, moment);
  await oblige(tx, command.letters?.(decided, moment) ?? [], moment.now);
  let position = 0;
  for (const events of decided.noticeEvents ?? []) position = await appendNoticeEvents(tx, events, moment.now);
  for (const events of decided.rowEvents ?? []) position = await appendRowEvents(tx, events, moment.now);
  if (decided.events.length > 0) position = await appendEvents(tx, decided.events, moment.now);
  return { ok: true, value: command.result(decided, moment, position) };
}

/** A statement of its own, after the locking one: inside that it would be evaluated before the lock comes. */
export async function clock(tx: Transaction): Promise<Instant> {
  const { rows } = await tx.execute<{ now: string }>(sql`select demur.iso(demur.now()) as now`);
  return parseInstant(rows[0]?.now ?? '');
}

/** @throws {Error} never in practice: a row whose role lacks its user or subscriber is a defect of `actor_of` */
export function actorOf(row: ActorRow): Actor {
  if (row.role === 'public' || row.role === 'worker' || row.role === 'owner') return { role: row.role };
  if (!row.user_id || row.user_name === null || row.email === null) throw new Error('an actor without a user');
  const person = { userId: row.user_id, name: row.user_name, email: row.email };
  if (row.role !== 'subscriber') return { ...person, role: row.role };
  if (!row.subscriber_id || row.subscriber_name === null || !row.right)
    throw new Error('a subscriber actor without a subscriber');
  return {
    ...person,
    role: 'subscriber',
    subscriberId: row.subscriber_id as SubscriberId,
    subscriberName: row.subscriber_name,
    right: row.right,
  };
}

export function installationOf(row: ActorRow): Installation {
  return {
    vendorName: row.vendor_name ?? 'This installation',
    privacyContact: row.vendor_contact ?? '',
    accent: row.vendor_accent,
    logo: row.vendor_logo,
    zone: row.zone ?? 'UTC',
    demo: row.demo ?? false,
  };
}

/** Carries a refusal out of the transaction, which rolls back. */
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** What is wrong with an input, field by field, as a refusal. */
export function invalid(error: z.ZodError): Refusal {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message;
  const first = error.issues[0]?.message ?? 'Something here can’t be used.';
  return refuse(
    'invalid_input',
    Object.keys(fields).length > 1 ? `${Object.keys(fields).length} entries need another look.` : first,
    { fields },
  );
}

/** A form's key that is the id of a row already: this form's, or (never by chance) somebody else's. */
const sentBefore = () => refuse('already_done', 'This form was already sent. Load the page again.');

/** Two at once may pass `decide` where no lock stands between them: the constraint's name says what happened. */
const byConstraint: Record<string, () => Refusal> = {
  one_active_objection: () => refuse('already_objected', 'An objection to this change is already on record.'),
  one_late_objection: () => refuse('already_objected', 'A late objection to this change is already on record.'),
  one_resolution: () =>
    refuse('already_resolved', 'Someone else has just decided this objection. Read that decision first.'),
  one_open_proposal: () => refuse('already_done', 'A proposal is already with the subscriber.'),
  completed_once: () => refuse('already_done', 'This action is already recorded as done.'),
  stated_once: () => refuse('already_done', 'The statement on the data is already on record.'),
  retracted_once: () => refuse('already_done', 'This objection is already retracted.'),
  admitted_once: () => refuse('already_done', 'This objection is already admitted.'),
  one_standing_acceptance: () => refuse('already_answered', '“No objection” is already on record.'),
  messages_pkey: () => sentBefore(),
  requested_actions_pkey: () => sentBefore(),
  user_email_taken: () => refuse('already_done', 'There is already a user with this e-mail address.'),
  service_slug_taken: () => refuse('already_done', 'There is already a service of this name.'),
  subscriber_slug_taken: () => refuse('already_done', 'There is already a subscriber of this name.'),
  subprocessor_slug_taken: () => refuse('already_done', 'There is already a sub-processor of this name.'),
  profile_name_taken: () => refuse('already_done', 'There is already a DPA profile of this name.'),
  one_calendar_feed: () => refuse('already_done', 'An address for your calendar was made just now, in another window.'),
  preferences_of_user: () =>
    refuse('busy', 'You saved this in another window at the very same instant. Send it again.'),
  one_dpa_in_force: () => refuse('already_done', 'Another DPA has just been recorded for this subscriber. Look at it.'),
  service_used_once: () => refuse('already_done', 'The subscriber uses this service already.'),
  one_window: () => refuse('busy', 'Somebody else did the same at the very same instant. Send it again.'),
  policy_number_taken: () =>
    refuse('busy', 'Someone else published at the same moment. Look at their version, then publish again.'),
};

function refusalOf(error: unknown): Refusal | undefined {
  const cause = (error as { cause?: unknown } | undefined)?.cause ?? error;
  const { code, constraint } = cause as { code?: string; constraint?: string };
  if (code === '23505' && constraint) return byConstraint[constraint]?.();
  return undefined;
}

'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import type { SayState } from '#components/notices/say-form.tsx';
import { entry, type FormState, rowNumbers, type Typed, typedIn } from '#components/ui/form-state.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { act } from '#lib/auth/act.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { sendMessage } from '#lib/notices/send-message.ts';
import { disputeInstant } from '#lib/objections/dispute-instant.ts';
import { giveInformation } from '#lib/objections/give-information.ts';
import { recordDisagreement } from '#lib/objections/record-disagreement.ts';
import { retractObjection } from '#lib/objections/retract-objection.ts';
import { supplementObjection } from '#lib/objections/supplement-objection.ts';
import { answerProposal } from '#lib/resolutions/answer-proposal.ts';
import { disputeAction } from '#lib/resolutions/dispute-action.ts';
import { say } from '../../say.ts';

type Before = FormState | null;

const pageOf = (form: FormData) => `/objections/${encodeURIComponent(String(form.get('reference') ?? ''))}`;

/** Does something that needs no words of its own, and shows the objection as it then stands. */
async function done<I, S, D extends Decided, R>(
  command: Command<I, S, D, R, SubscriberActor>,
  form: FormData,
  input: (typed: Typed) => Record<string, unknown>,
): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await act(command, input(typed));
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(pageOf(form));
}

export async function messageAction(_: SayState | null, form: FormData): Promise<SayState> {
  return andRefresh(await say(sendMessage, form, 'noticeId'));
}

export async function informationAction(_: SayState | null, form: FormData): Promise<SayState> {
  return andRefresh(await say(giveInformation, form, 'objectionId'));
}

export async function disagreementAction(_: SayState | null, form: FormData): Promise<SayState> {
  return andBack(await say(recordDisagreement, form, 'objectionId'), form);
}

export async function disputeInstantAction(_: SayState | null, form: FormData): Promise<SayState> {
  return andBack(await say(disputeInstant, form, 'objectionId'), form);
}

export async function retractAction(_: Before, form: FormData): Promise<FormState | null> {
  return done(retractObjection, form, (typed) => ({ objectionId: entry(typed, 'objectionId') }));
}

export async function answerProposalAction(_: Before, form: FormData): Promise<FormState | null> {
  return done(answerProposal, form, (typed) => ({
    proposalId: entry(typed, 'proposalId'),
    answer: entry(typed, 'answer'),
  }));
}

export async function disputeActionAction(_: Before, form: FormData): Promise<FormState | null> {
  return done(disputeAction, form, (typed) => ({
    actionId: entry(typed, 'actionId'),
    dispute: entry(typed, 'dispute') ?? '',
  }));
}

/** Text, or further requested actions, or both. `intent=add`: one more row, for whoever has no scripts. */
export async function supplementAction(_: Before, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const numbers = rowNumbers(typed, 'requestedActions');
  if (entry(typed, 'intent') === 'add') {
    const next = Math.max(-1, ...numbers) + 1;
    return { refusal: null, typed: { ...typed, [`requestedActions.${next}`]: [''] } };
  }
  return done(supplementObjection, form, () => ({
    objectionId: entry(typed, 'objectionId'),
    idempotencyKey: entry(typed, 'idempotencyKey'),
    body: entry(typed, 'body'),
    requestedActions: numbers.map((number) => entry(typed, `requestedActions.${number}`)),
  }));
}

function andRefresh(state: SayState): SayState {
  if (!state.refusal) refresh();
  return state;
}

function andBack(state: SayState, form: FormData): SayState {
  if (state.refusal) return state;
  redirect(`${pageOf(form)}#messages`);
}

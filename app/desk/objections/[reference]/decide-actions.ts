'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import type { DecisionState } from '#components/resolutions/decision-form.ts';
import { entry, rowNumbers, type Typed, typedIn } from '#components/ui/form-state.ts';
import type { Installation } from '#lib/access/actor.ts';
import { act } from '#lib/auth/act.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { clock, invalid } from '#lib/command/command.ts';
import { recordId } from '#lib/command/inputs.ts';
import { read } from '#lib/command/read.ts';
import { isRefusal, notFound, type Refusal, refuse } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { consequences, proposalConsequences } from '#lib/resolutions/consequences.ts';
import { proposalInput, resolutionInput } from '#lib/resolutions/inputs.ts';
import { makeProposal } from '#lib/resolutions/make-proposal.ts';
import { type DecidableCase, decidable } from '#lib/resolutions/queries.ts';
import { refuseProposal, refuseResolution } from '#lib/resolutions/resolution.ts';
import { resolveObjection } from '#lib/resolutions/resolve-objection.ts';
import { measuresFrom, needsAgreement, resolutionFrom, withdrawalProposalFrom } from './decision-fields.ts';
import type { Done } from './done.ts';

/** Written, looked over, taken: one form in three steps, each of which works without scripts. */
export async function resolveAction(_before: DecisionState | null, form: FormData): Promise<DecisionState> {
  const typed = typedIn(form);
  const proposes = needsAgreement(typed);
  if (entry(typed, 'step') === 'edit') return written(typed);
  if (entry(typed, 'step') === 'resolve')
    return proposes ? propose(typed, withdrawalProposalFrom(typed)) : resolve(typed);
  return proposes ? reviewProposal(typed, withdrawalProposalFrom(typed)) : reviewResolution(typed);
}

/** The same for measures of the vendor's own. */
export async function proposeAction(_before: DecisionState | null, form: FormData): Promise<DecisionState> {
  const typed = typedIn(form);
  const moved = entry(typed, 'rows');
  if (moved) return written(withRowsMoved(typed, moved));
  if (entry(typed, 'step') === 'edit') return written(typed);
  return entry(typed, 'step') === 'resolve'
    ? propose(typed, measuresFrom(typed))
    : reviewProposal(typed, measuresFrom(typed));
}

async function resolve(typed: Typed): Promise<DecisionState> {
  const outcome = await act(resolveObjection, resolutionFrom(typed));
  return outcome.ok ? decided(outcome.value.reference, 'resolved') : refused(typed, outcome);
}

async function propose(typed: Typed, input: unknown): Promise<DecisionState> {
  const outcome = await act(makeProposal, input);
  return outcome.ok ? decided(entry(typed, 'reference') ?? '', 'proposed') : refused(typed, outcome);
}

async function reviewResolution(typed: Typed): Promise<DecisionState> {
  return reviewed(typed, false, resolutionInput, resolutionFrom(typed), (found, input, now, { zone }) => {
    return refuseResolution(found, input, now, zone) ?? consequences(found, input, zone);
  });
}

async function reviewProposal(typed: Typed, content: unknown): Promise<DecisionState> {
  return reviewed(typed, true, proposalInput, content, (found, input, now, { zone }) => {
    return refuseProposal(found, input, now, zone) ?? proposalConsequences(found, input.answerByDay);
  });
}

/** What would follow if it were taken now; nothing is written. */
async function reviewed<I>(
  typed: Typed,
  proposes: boolean,
  schema: z.ZodType<I>,
  content: unknown,
  what: (found: DecidableCase, input: I, now: Instant, installation: Installation) => Refusal | string[],
): Promise<DecisionState> {
  const parsed = schema.safeParse(content);
  if (!parsed.success) return refused(typed, invalid(parsed.error));
  const said = await read(await requestOpening(), async ({ tx, actor, installation }) => {
    const objectionId = recordId.safeParse(entry(typed, 'objectionId'));
    if (actor.role === 'public') return refuse('not_signed_in', 'Sign in first. What you typed is still here.');
    if (actor.role !== 'privacy_admin' || !objectionId.success) return notFound();
    const found = await decidable(tx, { objectionId: objectionId.data });
    return found ? what(found, parsed.data, await clock(tx), installation) : notFound();
  });
  if (isRefusal(said)) return refused(typed, said);
  return { refusal: null, typed, step: 'review', proposes, consequences: said };
}

const written = (typed: Typed): DecisionState => ({
  refusal: null,
  typed,
  step: 'edit',
  proposes: false,
  consequences: [],
});

/**
 * What was typed stays; the page is made anew, so that whoever was second sees what happened. Not for somebody whose
 * session has ended: the page would send them away from what they typed.
 */
function refused(typed: Typed, refusal: Refusal): DecisionState {
  if (refusal.code !== 'not_signed_in') refresh();
  return { ...written(typed), refusal };
}

function decided(reference: string, done: Done): never {
  redirect(`/desk/objections/${encodeURIComponent(reference)}?done=${done}`);
}

/** Without scripts: the form as it is after a measure was added or taken out. */
function withRowsMoved(typed: Typed, moved: string): Typed {
  const [verb, path = ''] = moved.split(' ');
  if (verb === 'add') return { ...typed, [`${path}.${Math.max(-1, ...rowNumbers(typed, path)) + 1}.text`]: [''] };
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !name.startsWith(`${path}.`)));
}

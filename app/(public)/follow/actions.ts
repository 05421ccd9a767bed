'use server';

import { redirect } from 'next/navigation';
import { type FormState, typedIn } from '#components/ui/form-state.ts';
import type { Actor } from '#lib/access/actor.ts';
import { keepAsPublic } from '#lib/auth/as-public.ts';
import { refuse } from '#lib/command/refusal.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { confirmFollowing } from '#lib/followers/confirm-following.ts';
import type { FollowerProof } from '#lib/followers/inputs.ts';
import { stopFollowing } from '#lib/followers/stop-following.ts';
import { proofOf } from '#lib/followers/token.ts';

export async function confirmAction(_: FormState | null, form: FormData): Promise<FormState | null> {
  return (await settle(confirmFollowing, form)) ?? redirect('/follow?done=confirmed');
}

export async function stopAction(_: FormState | null, form: FormData): Promise<FormState | null> {
  return (await settle(stopFollowing, form)) ?? redirect('/follow?done=stopped');
}

/** Does what the link in a letter is for; null: done. */
async function settle(door: Unrecorded<FollowerProof, null, Actor>, form: FormData): Promise<FormState | null> {
  const proof = proofOf(String(form.get('token') ?? ''));
  const outcome = proof ? await keepAsPublic(door, proof) : undefined;
  if (outcome?.ok) return null;
  const refusal = refuse('not_found', 'This link does not work any more. Ask for a new letter at /follow.');
  return { refusal, typed: typedIn(form) };
}

'use server';

import { refresh } from 'next/cache';
import type { SayState } from '#components/notices/say-form.tsx';
import { leaveConcern } from '#lib/notices/leave-concern.ts';
import { say } from '../../../say.ts';

export async function concernAction(_: SayState | null, form: FormData): Promise<SayState> {
  const state = await say(leaveConcern, form, 'changeId');
  if (!state.refusal) refresh();
  return state;
}

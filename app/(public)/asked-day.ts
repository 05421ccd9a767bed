import { civilDate } from '#lib/command/inputs.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import { asTyped } from '#lib/command/text.ts';
import type { CivilDate } from '#lib/deadlines/instant.ts';
import { problem } from '../problem.ts';

const day = civilDate('The day');

/** The day that `?on=` of a download names; null: none is named. What is no day is answered with what is wrong. */
export function askedDay(request: Request): { on: CivilDate | null } | Response {
  const named = new URL(request.url).searchParams.get('on');
  if (named === null) return { on: null };
  const parsed = day.safeParse(asTyped(named));
  if (parsed.success) return { on: parsed.data };
  return refusedDay(refuse('invalid_input', `${parsed.error.issues[0]?.message} Write it as in ?on=2026-11-02.`));
}

function refusedDay(refusal: Refusal): Response {
  const answer = problem(refusal);
  answer.headers.set('access-control-allow-origin', '*');
  return answer;
}

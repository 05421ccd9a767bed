import type { SayState } from '#components/notices/say-form.tsx';
import { typedIn } from '#components/ui/form-state.ts';
import type { Actor } from '#lib/access/actor.ts';
import { act } from '#lib/auth/act.ts';
import type { Command, Decided } from '#lib/command/command.ts';

/** Says what a form holds, by the command for it; `about` names the field that says what it is about. */
export async function say<I, S, D extends Decided, R, A extends Actor>(
  command: Command<I, S, D, R, A>,
  form: FormData,
  about: 'noticeId' | 'objectionId' | 'changeId',
): Promise<SayState> {
  const typed = typedIn(form);
  const one = (name: string) => typed[name]?.[0];
  const idempotencyKey = one('idempotencyKey');
  const outcome = await act(command, { [about]: one(about), idempotencyKey, body: one('body') ?? '' });
  if (!outcome.ok) return { refusal: outcome, typed, said: null };
  return { refusal: null, typed: {}, said: idempotencyKey ?? null };
}

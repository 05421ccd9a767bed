import type { Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import { changePassword } from './change-password.ts';
import { hashPassword } from './password.ts';
import { refusePassword } from './password-rule.ts';
import { provePassword, type SessionSecret, startSession } from './session.ts';

/** What somebody types who changes their password. */
export interface TypedPasswords {
  present: string;
  next: string;
  again: string;
}

/**
 * Changes the password of whoever is signed in, who gives the present one: tries are counted as those to sign in. Every
 * session of theirs ends, and a new one begins for this browser.
 */
export async function changeOwnPassword(
  opening: Opening,
  { present, next, again }: TypedPasswords,
  origin: string,
): Promise<{ ok: true; secret: SessionSecret } | Refusal> {
  const email = await read(opening, async ({ actor }) => ('email' in actor ? actor.email : null));
  if (email === null) return refuse('not_signed_in', 'Sign in first.');
  const unusable = refusePassword({ present, next, again });
  if (unusable) return unusable;
  const wrong = 'This is not your present password.';
  const otherwise = refuse('forbidden', wrong, { fields: { present: wrong } });
  const proved = await provePassword({ email, password: present, origin, otherwise });
  if (!proved.ok) return proved;
  const changed = await run(changePassword, opening, { passwordHash: await hashPassword(next) });
  return changed.ok ? { ok: true, secret: await startSession(proved.userId) } : changed;
}

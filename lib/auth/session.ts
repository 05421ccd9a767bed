import { createHash, randomBytes } from 'node:crypto';
import { webPool } from '#db/client.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import { passwordFits } from './password.ts';

/** A working day and a half: long enough not to end in the middle of one, short enough for a shared machine. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** The session's secret, 32 random bytes as base64url. Only its SHA-256 is stored. */
export type SessionSecret = string;

export const secretHash = (secret: SessionSecret): Buffer => createHash('sha256').update(secret).digest();

/**
 * Checks an e-mail address and a password, and starts a session. After ten failures for an address or from an
 * origin within 15 minutes, that address or origin waits; the count lives in the database, for all processes.
 * @param origin where the request comes from, as far as we know
 */
export async function signIn(
  email: string,
  password: string,
  origin: string,
): Promise<{ ok: true; secret: SessionSecret } | Refusal> {
  const pool = webPool();
  const address = `address:${email.trim().toLowerCase().slice(0, 320)}`;
  const keys = [address, `origin:${origin}`];
  const waiting = await pool.query<{ wait: number }>('SELECT demur.sign_in_wait($1) AS wait', [keys]);
  const wait = waiting.rows[0]?.wait ?? 0;
  if (wait > 0)
    return refuse('busy', `Too many tries with a wrong password. Try again in ${Math.ceil(wait / 60)} minutes.`, {
      facts: { seconds: wait },
    });

  const found = await pool.query<{ user_id: string; password_hash: string }>('SELECT * FROM demur.credentials_of($1)', [
    email.trim(),
  ]);
  const user = found.rows[0];
  if (!(await passwordFits(password, user?.password_hash ?? null)) || !user) {
    await pool.query('SELECT demur.sign_in_failed($1)', [keys]);
    return refuse('forbidden', 'E-mail address and password do not belong together. Check both and try again.');
  }
  const secret = randomBytes(32).toString('base64url');
  await pool.query('SELECT demur.start_session($1, $2, make_interval(secs => $3))', [
    user.user_id,
    secretHash(secret),
    SESSION_SECONDS,
  ]);
  await pool.query('SELECT demur.sign_in_succeeded($1)', [address]);
  return { ok: true, secret };
}

/** Ends a session at once, in every process: the row is read on each request. */
export async function endSession(secret: SessionSecret): Promise<void> {
  await webPool().query('SELECT demur.end_session($1)', [secretHash(secret)]);
}

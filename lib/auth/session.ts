import { createHash, randomBytes } from 'node:crypto';
import { webPool } from '#db/client.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import { asTyped } from '#lib/command/text.ts';
import { passwordFits } from './password.ts';

/** A working day and a half: long enough not to end in the middle of one, short enough for a shared machine. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** The session's secret, 32 random bytes as base64url. Only its SHA-256 is stored. */
export type SessionSecret = string;

export const secretHash = (secret: SessionSecret): Buffer => createHash('sha256').update(secret).digest();

/**
 * Tries within 15 minutes after which the next one waits: for one address from one origin, for an address from
 * anywhere, and from one origin for any address. The last two are wide, so that a stranger who knows an address does not
 * keep its owner out on the day on which a window closes.
 */
const MOST = [10, 100, 100];

/** Where the wrong password was given, and what is then said. */
interface Attempt {
  email: string;
  password: string;
  /** Where the request comes from, as far as we know. */
  origin: string;
  /** Said of a password that is not theirs. */
  otherwise: Refusal;
}

/**
 * Whether that is the user's password. Tries are counted in the database, for all processes, and each before its password
 * is looked at; see {@link MOST}.
 */
export async function provePassword(attempt: Attempt): Promise<{ ok: true; userId: string } | Refusal> {
  const pool = webPool();
  const address = asTyped(attempt.email).trim().toLowerCase().slice(0, 320);
  const from = attempt.origin.slice(0, 100);
  const keys = [`both:${from} ${address}`, `address:${address}`, `origin:${from}`];
  const tried = await pool.query<{ wait: number }>('SELECT demur.sign_in_try($1, $2) AS wait', [keys, MOST]);
  const wait = tried.rows[0]?.wait ?? 0;
  if (wait > 0)
    return refuse('busy', `Too many tries with a wrong password. Try again in ${Math.ceil(wait / 60)} minutes.`, {
      facts: { seconds: wait },
    });

  const found = await pool.query<{ user_id: string; password_hash: string }>('SELECT * FROM demur.credentials_of($1)', [
    address,
  ]);
  const user = found.rows[0];
  if (!(await passwordFits(attempt.password, user?.password_hash ?? null)) || !user) return attempt.otherwise;
  await pool.query('SELECT demur.sign_in_succeeded($1)', [keys]);
  return { ok: true, userId: user.user_id };
}

/** Opens a session for a user who has proved who they are. */
export async function startSession(userId: string): Promise<SessionSecret> {
  const secret = randomBytes(32).toString('base64url');
  await webPool().query('SELECT demur.start_session($1, $2, make_interval(secs => $3))', [
    userId,
    secretHash(secret),
    SESSION_SECONDS,
  ]);
  return secret;
}

/**
 * Checks an e-mail address and a password, and starts a session.
 * @param origin where the request comes from, as far as we know
 */
export async function signIn(
  email: string,
  password: string,
  origin: string,
): Promise<{ ok: true; secret: SessionSecret } | Refusal> {
  const otherwise = refuse(
    'forbidden',
    'E-mail address and password do not belong together. Check both and try again.',
  );
  const proved = await provePassword({ email, password, origin, otherwise });
  return proved.ok ? { ok: true, secret: await startSession(proved.userId) } : proved;
}

/** Ends every session of its user but this one. */
export async function endOtherSessions(session: Buffer): Promise<number> {
  const { rows } = await webPool().query<{ ended: number }>('SELECT demur.end_other_sessions($1) AS ended', [session]);
  return rows[0]?.ended ?? 0;
}

/** Ends a session at once, in every process: the row is read on each request. */
export async function endSession(secret: SessionSecret): Promise<void> {
  await webPool().query('SELECT demur.end_session($1)', [secretHash(secret)]);
}

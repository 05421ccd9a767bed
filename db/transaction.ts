import { DrizzleQueryError } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { MembershipRight, RequestRole } from './schema/vocabulary.ts';

/** One transaction of one actor. There is no other way to the tables. */
export type Transaction = NodePgDatabase & { $client: pg.PoolClient };

/** What the database says of who asks, in the message that opens the transaction. */
export interface ActorRow {
  role: RequestRole | 'worker' | 'owner';
  user_id: string | null;
  user_name: string | null;
  email: string | null;
  subscriber_id: string | null;
  subscriber_name: string | null;
  right: MembershipRight | null;
  vendor_name: string | null;
  vendor_contact: string | null;
  vendor_accent: string | null;
  /** The beginning of its picture's hash, so that another picture has another address. */
  vendor_logo: string | null;
  zone: string | null;
  demo: boolean | null;
  /** Only of a page's opening: how much news its reader has not read, and whether their password is still the desk's. */
  unread?: number;
  password_due?: boolean;
}

/** How a transaction opens: on which pool, and the SELECT that gives one ActorRow. */
export interface Opening {
  pool: pg.Pool;
  actor: string;
  /** Settings that stand before the actor is set; the scenario builder's instant. */
  before?: string;
  /** What else of the actor `a` is read in the same statement, as `w`. */
  beside?: string;
}

const ACT = `set_config('role', 'demur_' || a.role, true), set_config('demur.acting', a.role, true),
  set_config('demur.user', coalesce(a.user_id::text, ''), true), set_config('demur.subscriber', coalesce(a.subscriber_id::text, ''), true)`;

/** A browser's session, by the SHA-256 of its secret; null: nobody is signed in. */
export function bySession(pool: pg.Pool, secretHash: Buffer | null): Opening {
  const hash = secretHash ? `'\\x${secretHash.toString('hex')}'::bytea` : 'NULL';
  return { pool, actor: `demur.actor_of(${hash})` };
}

/** The same for whatever is not a page: while the password is still the desk's, it is nobody's session. */
export function bySettledSession(pool: pg.Pool, secretHash: Buffer | null): Opening {
  const hash = secretHash ? `'\\x${secretHash.toString('hex')}'::bytea` : 'NULL';
  return { pool, actor: `demur.settled_actor_of(${hash})` };
}

/** The same as a session for a page, which says what awaits its reader: `types` are those of the log that are news, by role. */
export function byPageOf(opening: Opening, types: Record<string, readonly string[]>): Opening {
  const cases = Object.entries(types).map(([role, words]) => `WHEN '${role}' THEN '{${words.join(',')}}'`);
  const list = `(CASE a.role ${cases.join(' ')} ELSE '{}' END)::text[]`;
  return { ...opening, beside: `CROSS JOIN LATERAL demur.awaiting(a.role, a.user_id, a.subscriber_id, ${list}) w` };
}

/** A calendar that asks by its address's secret: it acts as the user whose address that is, and reads only. */
export function byCalendarFeed(pool: pg.Pool, tokenHash: Buffer): Opening {
  return { pool, actor: `demur.actor_of_feed('\\x${tokenHash.toString('hex')}'::bytea)` };
}

/** The vendor's own clock work. */
export function asWorker(pool: pg.Pool): Opening {
  return { pool, actor: nobody('worker') };
}

/** A script at the owner's shell: the first user, an import. `at`: an instant of a scenario. */
export function asOwner(pool: pg.Pool, at: string | null = null): Opening {
  return { pool, actor: nobody('owner'), before: standAt(at) };
}

/** Nobody sees a page through these openings, so they bring no picture. */
const VENDOR =
  'v.legal_name AS vendor_name, v.privacy_contact AS vendor_contact, v.accent AS vendor_accent, NULL AS vendor_logo, v.zone, v.demo';

function nobody(role: 'worker' | 'owner'): string {
  return `(SELECT '${role}' AS role, NULL::uuid AS user_id, NULL AS user_name, NULL AS email, NULL::uuid AS subscriber_id, NULL AS subscriber_name,
      NULL AS "right", ${VENDOR} FROM (SELECT 1) one LEFT JOIN demur.vendor v ON true)`;
}

/** A user (null: the worker) at a past instant. Works on the owner's own login only: `demur.now()` and `actor_for` see to that. */
export function asScenario(pool: pg.Pool, userId: string | null, at: string | null): Opening {
  const who = userId
    ? `(SELECT f.*, ${VENDOR} FROM demur.actor_for(${quoted(userId)}) f LEFT JOIN demur.vendor v ON true)`
    : nobody('worker');
  return { pool, actor: who, before: standAt(at) };
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const standAt = (at: string | null) => `SELECT set_config('demur.at', ${at ? quoted(at) : "''"}, true);`;

/** Database errors after which the same transaction may succeed: a deadlock's victim, a serialisation failure. */
const AGAIN = new Set(['40001', '40P01']);
const TRIES = 4;

/**
 * The only `begin`. One message opens the transaction and takes on the actor's role; the work's own error rolls it
 * back and is thrown on. The work may run again after a deadlock, so it must not act outside the transaction.
 * @throws whatever the work throws, and pg's errors
 */
export async function transaction<T>(
  opening: Opening,
  work: (tx: Transaction, actor: ActorRow) => Promise<T>,
  mode: 'READ WRITE' | 'READ ONLY' | 'ISOLATION LEVEL REPEATABLE READ READ ONLY' = 'READ WRITE',
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await opening.pool.connect();
    // A server that dies tells the waiting query, and this event too, which without a listener ends the process.
    client.on('error', ignore);
    let broken: Error | undefined;
    try {
      const opened = (await client.query(
        `BEGIN ${mode}; ${opening.before ?? ''} SELECT ${ACT}, a.* ${opening.beside ? ', w.*' : ''} FROM ${opening.actor} a ${opening.beside ?? ''}`,
      )) as unknown as pg.QueryResult<ActorRow>[];
      const actor = opened.at(-1)?.rows[0];
      if (!actor) throw new Error('the actor is not known');
      const tx = drizzle({ client }) as Transaction;
      const result = await work(tx, actor);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      if (attempt < TRIES && AGAIN.has((error as { code?: string }).code ?? causeCode(error))) continue;
      throw withoutValues(error);
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  }
}

const ignore = () => undefined;

/**
 * A fault goes to a log, where what somebody wrote has no place: the statement is kept, its values are not, nor the row
 * that PostgreSQL quotes.
 */
function withoutValues(error: unknown): unknown {
  if (error instanceof DrizzleQueryError) {
    const message = `Failed query: ${error.query}`;
    error.stack = error.stack?.replace(error.message, () => message);
    Object.assign(error, { message, params: [] });
  }
  const told = error instanceof DrizzleQueryError ? error.cause : error;
  if (told instanceof pg.DatabaseError) Object.assign(told, { detail: undefined, where: undefined });
  return error;
}

/** drizzle wraps pg's error: the code is then on its cause. */
export function causeCode(error: unknown): string {
  const cause = (error as { cause?: { code?: string } } | undefined)?.cause;
  return cause?.code ?? '';
}

import pg from 'pg';
import { env, required } from './env.ts';

/**
 * The pools, made on first use. A value that the database can't hold in time must fail and not hang: a statement
 * has 30 s, a transaction 60 s. Pages that are not next to each other cost hardly more than those that are, on any disk of
 * today: without being told, the planner walks whole tables in order rather than look up fifty rows by an index.
 */
export function connect(connectionString: string, max: number, name: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    options:
      '-c timezone=UTC -c statement_timeout=30s -c transaction_timeout=60s -c idle_in_transaction_session_timeout=30s -c random_page_cost=1.1',
  });
  // A connection that dies idle (the server restarts) is dropped by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

let web: pg.Pool | undefined;
let worker: pg.Pool | undefined;
let queue: pg.Pool | undefined;

export function webPool(): pg.Pool {
  web ??= connect(required('DATABASE_WEB_URL'), env().WEB_POOL, 'demur web');
  return web;
}

export function workerPool(): pg.Pool {
  worker ??= connect(required('DATABASE_WORKER_URL'), 6, 'demur worker');
  return worker;
}

/** The worker's too, for its queue alone: one connection listens, and work that waits for a connection must not keep a call from being heard. */
export function queuePool(): pg.Pool {
  if (queue) return queue;
  queue = connect(required('DATABASE_WORKER_URL'), 6, 'demur queue');
  // one that dies in use tells its query; without a listener it would end the process
  queue.on('connect', (client) => client.on('error', () => undefined));
  return queue;
}

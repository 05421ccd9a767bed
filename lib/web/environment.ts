import os from 'node:os';
import { env } from '#db/env.ts';
import { sessionSecret } from '#db/session-secret.ts';
import type { Logins } from './database.ts';

/** What the embedded server's 100 connections leave to the web. */
const EMBEDDED_CONNECTIONS = 80;

/** What web and worker are told. Neither learns the owner's login. */
export function environmentOf({
  embedded,
  webUrl,
  workerUrl,
}: { embedded: boolean } & Pick<Logins, 'webUrl' | 'workerUrl'>) {
  const { NEXTAUTH_URL, WEB_POOL, WEB_PROCESSES } = env();
  const processes = WEB_PROCESSES ?? os.availableParallelism();
  const pool = embedded ? Math.max(1, Math.min(WEB_POOL, Math.floor(EMBEDDED_CONNECTIONS / processes))) : WEB_POOL;
  return {
    DATABASE_URL: undefined,
    DATABASE_WEB_URL: webUrl,
    DATABASE_WORKER_URL: workerUrl,
    NEXTAUTH_URL,
    NEXTAUTH_SECRET: sessionSecret(),
    DEMUR_DEMO: embedded ? '1' : '0',
    WEB_PROCESSES: String(processes),
    WEB_POOL: String(pool),
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production',
  };
}

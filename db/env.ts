import { z } from 'zod';
import { Obstacle } from './obstacle.ts';

/**
 * The environment, read here and nowhere else in the product. It is parsed once, on first use, and a value that
 * can't be used ends the process with the variable's name and what to put there.
 */
const variables = z
  .object({
    /** The web's login, with the request roles and nothing of its own. */
    DATABASE_WEB_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    DATABASE_WORKER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    /** The owner's: migrations and `npm run` scripts. */
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    NEXTAUTH_URL: z.url().optional(),
    /** Where the worker looks whether the web answers; NEXTAUTH_URL unless they run side by side. */
    WEB_URL: z.url().optional(),
    NEXTAUTH_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
    /** The installation's secret and, unless DATABASE_URL names a server, its database. */
    DATA_DIR: z.string().min(1).default('.data'),
    /** Where the web listens; `npm start` says so when another program has the port. */
    PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
    HOST: z.string().default('127.0.0.1'),
    /** One a core unless set. */
    WEB_PROCESSES: z.coerce.number().int().min(1).max(256).optional(),
    /** `1` shows the demo accounts; `npm start` sets it, with the embedded database only. */
    DEMUR_DEMO: z.enum(['0', '1']).default('0'),
    WEB_POOL: z.coerce.number().int().min(1).max(200).default(10),
    /** Requests that one token of the API has in a minute, over all processes. */
    API_PER_MINUTE: z.coerce.number().int().min(1).default(6000),
    /** The mail relay that takes the letters: `smtp://` or `smtps://`, with user and password. Without one they wait. */
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    /** The address that letters come from; the vendor's privacy contact unless set. */
    MAIL_FROM: z.email().optional(),
    /** What webhooks may reach beside the public internet: names, addresses, networks. */
    WEBHOOK_ALLOW: z.string().default(''),
    /** The least of what the worker says. */
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    NODE_ENV: z.string().default('development'),
    /** `phase-production-build` while `next build` runs: without a database. */
    NEXT_PHASE: z.string().optional(),
  })
  .transform((given) => {
    const NEXTAUTH_URL = given.NEXTAUTH_URL ?? `http://localhost:${given.PORT}`;
    return { ...given, NEXTAUTH_URL, WEB_URL: given.WEB_URL ?? NEXTAUTH_URL };
  });

export type Environment = z.infer<typeof variables>;

let parsed: Environment | undefined;

/** @throws {Obstacle} naming the variable that can't be used, and why. */
export function env(): Environment {
  if (parsed) return parsed;
  const result = variables.safeParse(process.env);
  if (!result.success) {
    const first = result.error.issues[0];
    throw new Obstacle(`The environment variable ${first?.path.join('.')} can't be used: ${first?.message}.`);
  }
  parsed = result.data;
  return parsed;
}

/** @throws {Error} when the variable is not set: it names it. */
export function required(
  name: 'DATABASE_WEB_URL' | 'DATABASE_WORKER_URL' | 'DATABASE_URL' | 'NEXTAUTH_SECRET',
): string {
  const value = env()[name];
  if (!value)
    throw new Error(
      `The environment variable ${name} is not set. \`npm start\` sets it; a process started by hand needs it.`,
    );
  return value;
}

/** What a process that this one starts is given: its own environment, and what is added to it; undefined takes away. */
export function environmentFor(added: Record<string, string | undefined>): NodeJS.ProcessEnv {
  return { ...process.env, ...added };
}

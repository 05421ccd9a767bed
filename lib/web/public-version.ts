import type pg from 'pg';
import { connect } from '#db/client.ts';
import { required } from '#db/env.ts';

/** Milliseconds from one asking to the next; with the making of a page it is what a reader may be behind. */
const REST = 1000;
/** Milliseconds after which an answer is given up: a connection that is cut says nothing. */
const PATIENCE = 3000;

let current: string | null = null;
let away = false;
let asking: Promise<string | null> | undefined;
let connection: pg.Pool | undefined;

/** The version of what the public may read, as this process heard it last; null before it has heard any. */
export function publicVersion(): string | null {
  return current;
}

/** Whether the database gave no answer when it was asked last: then no page can be made anew. */
export function publicVersionAway(): boolean {
  return away;
}

/** Asks the database now. While it does not answer, what was heard last stands: the register can still be read. */
export function askPublicVersion(): Promise<string | null> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

/**
 * Keeps asking for as long as the process lives, and does the work for each version that it hears of, until it is done.
 * Its connection is one of its own: behind ten slow pages the question would wait for longer than a reader may be behind.
 */
export async function followPublicVersion(work: () => Promise<void>): Promise<never> {
  let done: string | null = null;
  let working = false;
  const workFor = async (version: string | null) => {
    working = true;
    try {
      await work();
      done = version;
    } catch {
      // It is tried again after the next asking; meanwhile a page is made when somebody asks for it.
    }
    working = false;
  };
  for (;;) {
    const heard = await askPublicVersion();
    if (heard !== done && !working) void workFor(heard);
    await new Promise((resume) => setTimeout(resume, REST));
  }
}

async function ask(): Promise<string | null> {
  connection ??= connect(required('DATABASE_WEB_URL'), 1, 'demur public version');
  try {
    const asked = { text: 'SELECT demur.public_version() AS version', query_timeout: PATIENCE };
    const { rows } = await connection.query<{ version: string }>(asked);
    current = rows[0]?.version ?? current;
    away = false;
  } catch {
    // Says what it knows; /readyz tells that the database is away.
    away = true;
  }
  return current;
}

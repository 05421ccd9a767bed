import 'server-only';
import { sql } from 'drizzle-orm';
import { notFound } from 'next/navigation';
import { webPool } from '#db/client.ts';
import { env } from '#db/env.ts';
import { bySession, transaction } from '#db/transaction.ts';
import type { Installation } from '#lib/access/actor.ts';
import { actorOf, installationOf } from '#lib/command/command.ts';
import type { Reader } from '#lib/command/read.ts';
import { viewer } from './reader.ts';

/** What all readers of a page share. */
export interface PublicPage<T> {
  installation: Installation;
  /** The public version that the page was read at. The page bears it (`PublicRoom`), and is kept while it is current. */
  version: string;
  data: T;
}

/**
 * Reads a page that is kept and shown to everybody, so that it must not ask who reads it: one transaction, as the
 * public, that sees one state throughout. `undefined` from `work` is the 404 page.
 */
export async function publicPage<T>(work: (reader: Reader) => Promise<T | undefined>): Promise<PublicPage<T>> {
  // A build has no database, and nothing that it would find is shown: page-cache.ts begins empty.
  if (env().NEXT_PHASE === 'phase-production-build') {
    viewer().resolve(null);
    notFound();
  }
  const got = await transaction(
    bySession(webPool(), null),
    async (tx, row) => {
      const [actor, installation] = [actorOf(row), installationOf(row)];
      const { rows } = await tx.execute<{ version: string }>(sql`select demur.public_version() as version`);
      const [{ version } = { version: '' }] = rows;
      return { actor, installation, version, data: await work({ tx, actor, installation }) };
    },
    'ISOLATION LEVEL REPEATABLE READ READ ONLY',
  ).catch((fault: unknown) => {
    viewer().resolve(null);
    throw fault;
  });
  viewer().resolve(got);
  const { installation, version, data } = got;
  if (data === undefined) notFound();
  return { installation, version, data };
}

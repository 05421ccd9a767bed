import { webPool } from '#db/client.ts';
import journal from '#db/migrations/meta/_journal.json' with { type: 'json' };

/** Whether the database answers, and is migrated as far as this version of the code. */
export async function readiness(): Promise<{ ready: boolean; reason: string }> {
  try {
    const { rows } = await webPool().query<{ applied: number }>('SELECT demur.applied_migrations() AS applied');
    const applied = rows[0]?.applied ?? 0;
    const wanted = journal.entries.length;
    if (applied < wanted) return { ready: false, reason: `the database has ${applied} of ${wanted} migrations` };
    return { ready: true, reason: 'ready' };
  } catch {
    return { ready: false, reason: 'the database does not answer' };
  }
}

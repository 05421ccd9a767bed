import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { outages } from '#db/schema/worker.ts';
import type { Actor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { SILENCE_MINUTES } from './outage.ts';

interface Beat {
  beatAt: Instant | null;
  silence: boolean;
}

interface Recorded extends Decided {
  outage: { id: string; fromAt: Instant; toAt: Instant };
}

/**
 * The worker is back after a silence: from the last beat to now it can't be shown that an objection could be filed, whether
 * the web, the database or the worker was away. What follows from that is for a privacy admin to decide.
 */
export const recordOutage: Command<Record<string, never>, Beat, Recorded, { outageId: string | null }, Actor> = {
  name: 'record-outage',
  input: z.strictObject({}),
  async lock(tx) {
    await tx.execute(sql`select from demur.heartbeats for update`);
    return true;
  },
  async load(tx, _input, { now }) {
    const { rows } = await tx.execute<Beat & Record<string, unknown>>(sql`
      select demur.iso(beat_at) as "beatAt", ${now} - beat_at >= make_interval(mins => ${SILENCE_MINUTES}) as silence from demur.heartbeats`);
    return rows[0] ?? { beatAt: null, silence: false };
  },
  decide({ beatAt, silence }, _input, { now }) {
    if (beatAt === null || !silence) return { already: { outageId: null } };
    const outage = { id: newId(), fromAt: beatAt, toAt: now };
    return {
      outage,
      events: [
        {
          type: 'outage.recorded',
          caseId: null,
          subscriberId: null,
          facts: { from: beatAt, to: now },
          rows: [{ table: 'outages', id: outage.id }],
        },
      ],
    };
  },
  async save(tx, { outage }, { now }) {
    await tx.insert(outages).values(outage);
    await tx.execute(sql`update demur.heartbeats set beat_at = ${now}`);
  },
  result: ({ outage }) => ({ outageId: outage.id }),
};

import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { OptionalKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Actor } from '#lib/access/actor.ts';
import type { Command, Decided, Moment } from '#lib/command/command.ts';
import { idArray } from '#lib/command/id-array.ts';
import { newId } from '#lib/command/new-id.ts';

/** What a user asked for by the links in letters, and what stands among their preferences. */
interface Asked {
  stopIds: string[];
  userId: string;
  preferencesId: string;
  subscriberId: string | null;
  kinds: OptionalKind[];
  muted: OptionalKind[];
}

interface Stopping extends Decided {
  asked: Asked[];
}

const input = z.object({ atMost: z.int().min(1).max(500) });

/** Puts what readers stopped by the link in a letter among their preferences. */
export const stopLetters: Command<z.infer<typeof input>, Asked[], Stopping, { stopped: number }, Actor> = {
  name: 'stop-letters',
  input,
  async lock(tx, { atMost }) {
    await tx.execute(sql`
      select set_config('demur.locked', coalesce(string_agg(s.id::text, ','), ''), true) from (
        select id from demur.letter_stops where done_at is null order by asked_at, id limit ${atMost} for update skip locked) s`);
    return true;
  },
  load: (tx) => askedFor(tx),
  decide(asked) {
    if (asked.length === 0) return { already: { stopped: 0 } };
    const changed = asked.filter(({ kinds, muted }) => kinds.some((kind) => !muted.includes(kind)));
    return {
      asked,
      events: changed.map(({ preferencesId, subscriberId, kinds }) => ({
        type: 'preferences.changed' as const,
        caseId: null,
        subscriberId,
        facts: { stopped: kinds, by: 'letter' },
        rows: [{ table: 'preferences', id: preferencesId }],
      })),
    };
  },
  save: (tx, { asked }, { now }) => saveStops(tx, asked, now),
  result: ({ asked }) => ({ stopped: asked.length }),
};

async function askedFor(tx: Transaction): Promise<Asked[]> {
  const { rows } = await tx.execute<
    Omit<Asked, 'preferencesId'> & { preferencesId: string | null } & Record<string, unknown>
  >(sql`
    select array_agg(s.id) as "stopIds", s.user_id as "userId", p.id as "preferencesId", array_agg(distinct s.kind) as kinds, coalesce(p.muted, '{}') as muted,
      coalesce(p.subscriber_id, (select m.subscriber_id from demur.memberships m where m.user_id = s.user_id order by m.ended_at desc limit 1)) as "subscriberId"
    from demur.letter_stops s left join demur.preferences p on p.user_id = s.user_id
    where s.id = any (string_to_array(nullif(current_setting('demur.locked'), ''), ',')::uuid[])
    group by s.user_id, p.id, p.muted, p.subscriber_id order by s.user_id`);
  return rows.map((row) => ({ ...row, preferencesId: row.preferencesId ?? newId() }));
}

async function saveStops(tx: Transaction, asked: Asked[], now: Moment['now']): Promise<void> {
  const rows = asked
    .map(({ preferencesId: id, userId, subscriberId, kinds, muted }) => ({
      ...{ id, user: userId, subscriber: subscriberId },
      muted: [...new Set([...muted, ...kinds])],
      changed: kinds.some((kind) => !muted.includes(kind)),
    }))
    .filter(({ changed }) => changed);
  await tx.execute(sql`
    insert into demur.preferences (id, user_id, subscriber_id, language, muted, changed_at)
    select r.id, r."user", r.subscriber, 'en', array(select json_array_elements_text(r.muted)), ${now}
    from json_to_recordset(${JSON.stringify(rows)}) r (id uuid, "user" uuid, subscriber uuid, muted json)
    on conflict (user_id) do update set muted = excluded.muted, changed_at = excluded.changed_at`);
  await tx.execute(sql`
    update demur.letter_stops set done_at = ${now} where id = any (${idArray(asked.flatMap(({ stopIds }) => stopIds))})`);
}

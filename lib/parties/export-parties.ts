import type { Readable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Opening } from '#db/transaction.ts';
import { type Command, type Decided, run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import type { Outcome } from '#lib/command/refusal.ts';
import { csvStream } from '#lib/csv/write-csv.ts';
import { type PartyColumn, partyColumnNames } from './party-rows.ts';

/** Records that the list of subscribers leaves the house. */
export const exportParties: Command<Record<string, never>, object, Decided, null> = {
  name: 'record-party',
  input: z.strictObject({}),
  load: async () => ({}),
  decide: () => ({
    events: [{ type: 'subscribers.exported', caseId: null, subscriberId: null, facts: { format: 'csv' }, rows: [] }],
  }),
  save: async () => undefined,
  result: () => null,
};

/** The list as CSV, in the columns in which it is imported. The export stands in the log before the first byte leaves. */
export async function takeParties(opening: Opening): Promise<Outcome<Readable>> {
  const recorded = await run(exportParties, opening, {});
  if (!recorded.ok) return recorded;
  return { ok: true, value: csvStream({ columns: partyColumnNames }, rowsOf(opening)) };
}

/** Subscribers at a time. */
const TOGETHER = 1000;

type Row = Record<PartyColumn, string | null>;

/** One row a user, or one for a subscriber without users, page by page: no transaction waits for whoever reads slowly. */
async function* rowsOf(opening: Opening): AsyncGenerator<Row> {
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after;
    const rows: Row[] = await read(opening, async ({ tx }) => {
      const found = await tx.execute<Row & Record<string, unknown>>(sql`
        select s.name as subscriber, s.country, s.slug, d.reference as dpa_reference, d.version as dpa_version,
          demur.iso(d.executed_at) as dpa_executed_at, p.name as dpa_profile, d.agreed_version::text as dpa_agreed_version,
          used.services, used.dora as dora_services, u.email as user_email, u.name as user_name, m."right" as user_right
        from (select * from demur.subscribers where slug > ${from} order by slug limit ${TOGETHER}) s
        left join demur.dpa_records d on d.subscriber_id = s.id and d.ended_at is null
        left join demur.dpa_profiles p on p.id = d.profile_id
        left join lateral (
          select string_agg(v.name, '|' order by v.name) as services, string_agg(v.name, '|' order by v.name) filter (where i.dora) as dora
          from demur.services_in_use i join demur.services v on v.id = i.service_id
          where i.subscriber_id = s.id and i.dropped_at is null) used on true
        left join demur.memberships m on m.subscriber_id = s.id and m.ended_at is null
          and exists (select from demur.users a where a.id = m.user_id and a.disabled_at is null)
        left join demur.users u on u.id = m.user_id
        order by s.slug, u.email`);
      return found.rows;
    });
    yield* rows;
    after = rows.at(-1)?.slug ?? null;
  }
}

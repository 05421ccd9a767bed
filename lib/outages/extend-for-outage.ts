import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '#db/transaction.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import { type VendorPlace, vendorPlace } from '#lib/changes/closes.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { recordId } from '#lib/command/inputs.ts';
import { refuse } from '#lib/command/refusal.ts';
import { text } from '#lib/command/text.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { obligeForNotices } from '#lib/letters/oblige-notices.ts';
import { type NewClose, newCloseOf } from './new-close.ts';
import { concernedAndOpen } from './queries.ts';

export const outageExtensionInput = z.object({
  outageId: recordId,
  reason: text({ label: 'The reason', max: 5000 }),
});

interface State {
  outageId: string;
  extendedAt: Instant | null;
  place: VendorPlace;
  closes: { closesAt: Instant; notices: number }[];
}

interface Extended extends Decided {
  outageId: string;
  reason: string;
  closes: NewClose[];
}

/**
 * A privacy admin moves every close that an outage concerns, and that has not come, to the end of the working day after
 * it: all of them at once, and once for each outage. What each window was stays on the record.
 */
export const extendForOutage: Command<
  z.infer<typeof outageExtensionInput>,
  State,
  Extended,
  { extended: number },
  VendorActor
> = {
  name: 'extend-for-outage',
  input: outageExtensionInput,
  async lock(tx, { outageId }) {
    const { rowCount } = await tx.execute(sql`select from demur.outages where id = ${outageId} for update`);
    if (rowCount === 0) return false;
    await tx.execute(
      sql`select from demur.notices n, demur.outages o where o.id = ${outageId} and ${concernedAndOpen(sql`(select demur.now())`)} order by n.id for update of n`,
    );
    return true;
  },
  load: (tx, { outageId }, { now }) => outageUnderLock(tx, outageId, now),
  decide({ outageId, extendedAt, place, closes }, { reason }) {
    if (extendedAt !== null)
      return refuse('already_done', 'The windows that this outage concerns have been extended already.', {
        facts: { extendedAt },
      });
    if (closes.length === 0)
      return refuse(
        'window_closed',
        'No window that this outage concerns is open any more. After the close there is admission, or a fresh notice.',
      );
    const moved = closes.map(({ closesAt, notices }) => newCloseOf(place, closesAt, notices));
    return {
      outageId,
      reason,
      closes: moved,
      rowEvents: [extensionEvents(outageId)],
      events: [
        {
          type: 'outage.windows_extended',
          caseId: null,
          subscriberId: null,
          facts: { notices: moved.reduce((sum, { notices }) => sum + notices, 0) },
          rows: [{ table: 'outages', id: outageId }],
        },
      ],
    };
  },
  async save(tx, { outageId, reason, closes }, { now, actor }) {
    await tx.execute(sql`
      insert into demur.extensions (notice_id, subscriber_id, from_closes_at, to_closes_at, last_day, reason, extended_by, extended_at)
      select n.id, n.subscriber_id, n.closes_at, c."to", c."lastDay", ${reason}, ${actor.userId}, ${now}
      from demur.outages o, demur.notices n
      join jsonb_to_recordset(${JSON.stringify(closes)}) as c ("closesAt" timestamptz, "to" timestamptz, "lastDay" date) on c."closesAt" = n.closes_at
      where o.id = ${outageId} and ${concernedAndOpen(sql`${now}::timestamptz`)}`);
    await tx.execute(sql`
      update demur.notices n set closes_at = x.to_closes_at from demur.extensions x
      where x.notice_id = n.id and x.extended_at = ${now} and x.extended_by = ${actor.userId}`);
    await obligeForNotices(
      tx,
      'window_extended',
      sql`select notice_id from demur.extensions where extended_at = ${now} and extended_by = ${actor.userId}`,
      now,
    );
    await tx.execute(
      sql`update demur.outages set extended_at = ${now}, extended_by = ${actor.userId}, reason = ${reason} where id = ${outageId}`,
    );
  },
  result: ({ closes }) => ({ extended: closes.reduce((sum, { notices }) => sum + notices, 0) }),
};

/** What one extension says in the log, for each that `save` has just made: those of the instant at which this outage was answered for. */
const extensionEvents = (outageId: string) => sql`
  select x.id, jsonb_build_object('type', 'window.extended', 'caseId', x.notice_id, 'subscriberId', x.subscriber_id,
    'facts', jsonb_build_object('from', demur.iso(x.from_closes_at), 'to', demur.iso(x.to_closes_at), 'lastDay', x.last_day, 'outage', o.id),
    'rows', jsonb_build_array(jsonb_build_object('table', 'extensions', 'id', x.id), jsonb_build_object('table', 'notices', 'id', x.notice_id))) as event
  from demur.outages o join demur.extensions x on x.extended_at = o.extended_at and x.extended_by = o.extended_by
  where o.id = ${outageId}`;

async function outageUnderLock(tx: Transaction, outageId: string, now: Instant): Promise<State | undefined> {
  const place = await vendorPlace(tx);
  const { rows } = await tx.execute<Omit<State, 'place'> & Record<string, unknown>>(sql`
    select o.id as "outageId", demur.iso(o.extended_at) as "extendedAt",
      (select coalesce(jsonb_agg(jsonb_build_object('closesAt', demur.iso(closes_at), 'notices', notices) order by closes_at), '[]')
        from (select n.closes_at, count(*)::integer as notices from demur.notices n
          where ${concernedAndOpen(sql`${now}::timestamptz`)} group by n.closes_at) closing) as closes
    from demur.outages o where o.id = ${outageId}`);
  const [row] = rows;
  return row && place && { ...row, place };
}

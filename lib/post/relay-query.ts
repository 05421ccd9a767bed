import { sql } from 'drizzle-orm';
import type { CarrierWord } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** How letters leave the house, as the worker last saw it, and how many wait. */
export interface RelayState {
  /** Null: no worker has looked yet. `none`: no mail server is set, and every letter waits. */
  carrier: CarrierWord | null;
  host: string | null;
  seenAt: Instant | null;
  /** Since when no server could be reached, with what was met in place of one. */
  unreachableSince: Instant | null;
  answer: string | null;
  nextTryAt: Instant | null;
  /** Letters that are still to be written. */
  owed: number;
  /** Deliveries that are still to be made. */
  queued: number;
}

/** For the desk, in one statement. */
export async function mailRelayState({ tx }: { tx: Transaction }): Promise<RelayState> {
  const { rows } = await tx.execute<RelayState & Record<string, unknown>>(sql`
    select r.carrier, r.host, demur.iso(r.seen_at) as "seenAt", demur.iso(r.unreachable_since) as "unreachableSince", r.answer,
      demur.iso(r.next_try_at) as "nextTryAt",
      (select count(*)::integer from demur.letters where composed_at is null and lapsed_at is null and failed_at is null) as owed,
      (select count(*)::integer from demur.delivery_queue) as queued
    from (select) one left join demur.mail_relay r on true`);
  const [row] = rows;
  if (!row) throw new Error('one row is always there');
  return row;
}

import { sql } from 'drizzle-orm';
import type { Language, OptionalKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberActor, VendorActor } from '#lib/access/actor.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** What a user's own page shows. */
export interface Account {
  language: Language;
  muted: OptionalKind[];
  /** When the address of their calendar was made; null: they have none. */
  feedMadeAt: Instant | null;
  /** The latest first; `this`: the one that asks. */
  sessions: { startedAt: Instant; expiresAt: Instant; this: boolean }[];
}

/** In one statement. `session`: the hash of the session that asks. */
export async function accountOf(
  { tx, actor }: { tx: Transaction; actor: SubscriberActor | VendorActor },
  session: Buffer | null,
): Promise<Account> {
  const feed =
    actor.role === 'subscriber'
      ? sql`(select demur.iso(f.made_at) from demur.calendar_feeds f where f.user_id = ${actor.userId} and f.revoked_at is null)`
      : sql`null`;
  const { rows } = await tx.execute<{ account: Account }>(sql`
    select jsonb_build_object('language', coalesce(p.language, 'en'), 'muted', to_jsonb(coalesce(p.muted, '{}')), 'feedMadeAt', ${feed},
      'sessions', (select coalesce(jsonb_agg(jsonb_build_object('startedAt', demur.iso(s.started_at), 'expiresAt', demur.iso(s.expires_at),
        'this', s.this) order by s.started_at desc), '[]') from demur.own_sessions(${session}) s)) as account
    from (select 1) one left join demur.preferences p on p.user_id = ${actor.userId}`);
  return rows[0]?.account ?? { language: 'en', muted: [], feedMadeAt: null, sessions: [] };
}

import { sql } from 'drizzle-orm';
import type { ApiScope } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** A token as the desk sees it: all but its secret, which nobody has. */
export interface ListedToken {
  id: string;
  name: string;
  scopes: ApiScope[];
  createdBy: string;
  createdAt: Instant;
  expiresAt: Instant | null;
  revokedBy: string | null;
  revokedAt: Instant | null;
  lastUsedAt: Instant | null;
}

const token = sql`
  select k.id, k.name, k.scopes, c.name as "createdBy", demur.iso(k.created_at) as "createdAt", demur.iso(k.expires_at) as "expiresAt",
    r.name as "revokedBy", demur.iso(k.revoked_at) as "revokedAt", demur.iso(u.last_used_at) as "lastUsedAt"
  from demur.api_tokens k
  join demur.users c on c.id = k.created_by
  left join demur.users r on r.id = k.revoked_by
  left join demur.api_token_uses u on u.token_id = k.id`;

/** The tokens of the API, those that work first, the latest first; and the instant at which this stands. */
export async function tokensList({ tx }: { tx: Transaction }): Promise<{ now: Instant; tokens: ListedToken[] }> {
  const { rows } = await tx.execute<{ now: Instant; tokens: ListedToken[] }>(sql`
    select demur.iso(demur.now()) as now, (select coalesce(jsonb_agg(to_jsonb(t) order by t."revokedAt" is not null, t.id desc), '[]') from (${token}) t) as tokens`);
  const [row] = rows;
  if (!row) throw new Error('one row is always there');
  return row;
}

/** One of them; undefined where there is none. */
export async function tokenOf({ tx }: { tx: Transaction }, id: string): Promise<ListedToken | undefined> {
  const { rows } = await tx.execute<ListedToken & Record<string, unknown>>(sql`${token} where k.id = ${id}`);
  return rows[0];
}

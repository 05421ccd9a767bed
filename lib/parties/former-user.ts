import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';

/**
 * Somebody who may sign in and acts for nobody now, since their right has ended: to be given one again rather than
 * recorded a second time. Undefined: there is no such user of that address.
 */
export async function formerUser(tx: Transaction, email: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select u.id from demur.users u where u.email = lower(${email}) and u.disabled_at is null
      and not exists (select from demur.memberships m where m.user_id = u.id and m.ended_at is null)
      and not exists (select from demur.vendor_role_grants g where g.user_id = u.id and g.ended_at is null)`);
  return rows[0]?.id;
}

import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SubscriberActor, VendorActor } from '#lib/access/actor.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';

const input = z.object({
  /** The place in the log of what was read. */
  position: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  /** With everything before it. */
  through: z.boolean().default(false),
});

/** What is read singly is remembered for so many; of more the earliest is forgotten, and shows as new again. */
const SINGLY = 500;

/** Somebody has read one item of news, or all up to it. */
export const markRead: Unrecorded<z.infer<typeof input>, null, SubscriberActor | VendorActor> = {
  name: 'mark-read',
  input,
  async work(tx, { position, through }, { actor }) {
    const subscriberId = actor.role === 'subscriber' ? actor.subscriberId : null;
    const { rowCount } = await tx.execute(
      through
        ? sql`
          insert into demur.inbox_marks as m (user_id, subscriber_id, read_through, read_singly)
          select ${actor.userId}, ${subscriberId}, e.position, '{}' from demur.events e where e.position = ${position}
          on conflict (user_id) do update set read_through = greatest(m.read_through, excluded.read_through),
            read_singly = array(select p from unnest(m.read_singly) p where p > excluded.read_through order by p)`
        : sql`
          insert into demur.inbox_marks as m (user_id, subscriber_id, read_through, read_singly)
          select ${actor.userId}, ${subscriberId}, 0, array[e.position] from demur.events e where e.position = ${position}
          on conflict (user_id) do update set read_singly = array(
            select p from (select distinct p from unnest(m.read_singly || excluded.read_singly) p where p > m.read_through
              order by p desc limit ${SINGLY}) latest order by p)`,
    );
    return rowCount ? { value: null } : undefined;
  },
};

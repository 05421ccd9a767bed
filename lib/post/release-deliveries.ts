import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';

const input = z.object({ deliveryIds: z.array(z.uuid()).max(500) });

/** Gives back what was leased and not tried: the next worker need not wait for the lease to end. */
export const releaseDeliveries: Unrecorded<z.infer<typeof input>, null, Actor> = {
  name: 'release-deliveries',
  input,
  async work(tx, { deliveryIds }) {
    const { rowCount } = await tx.execute(sql`
      update demur.delivery_queue set leased_until = null, tries = tries - 1, first_tried_at = case when tries > 1 then first_tried_at end
      where id = any (${idArray(deliveryIds)}) and leased_until is not null`);
    return rowCount === 0 ? undefined : { value: null };
  },
};

import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { closures } from '#db/schema/parties.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { refuse } from '#lib/command/refusal.ts';
import { civilDayAt } from '#lib/deadlines/zone.ts';
import { closureDay } from './inputs.ts';

type Closed = z.infer<typeof closureDay>;

interface Removed extends Decided, Closed {}

/**
 * A closure that is still to come is none after all. Windows that were counted over it keep their close, and their
 * working names it; one that is past stays as the record of how the days were counted.
 */
export const removeClosure: Command<Closed, object, Removed, null> = {
  name: 'record-party',
  input: closureDay,
  async load(tx, { day }) {
    const [known] = await tx.select({ day: closures.day }).from(closures).where(eq(closures.day, day));
    return known;
  },
  decide(_state, { day }, { now, zone }) {
    if (day <= civilDayAt(now, zone))
      return refuse(
        'wrong_status',
        'This closure is no longer to come, and stays as the record of how days were counted.',
      );
    return {
      day,
      events: [
        { type: 'vendor.configured', caseId: null, subscriberId: null, facts: { closureRemoved: day }, rows: [] },
      ],
    };
  },
  async save(tx, { day }) {
    await tx.delete(closures).where(eq(closures.day, day));
  },
  result: () => null,
};

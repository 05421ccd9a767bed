import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { closures } from '#db/schema/parties.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { refuse } from '#lib/command/refusal.ts';
import { civilDayAt } from '#lib/deadlines/zone.ts';
import { closureInput } from './inputs.ts';

type Closure = z.infer<typeof closureInput>;

interface Added extends Decided {
  closure: Closure;
}

/** A day on which the vendor is closed, beside the public holidays. Windows already open keep their close. */
export const addClosure: Command<Closure, { known: string | undefined }, Added, null> = {
  name: 'record-party',
  input: closureInput,
  async load(tx, { day }) {
    const [known] = await tx.select({ name: closures.name }).from(closures).where(eq(closures.day, day));
    return { known: known?.name };
  },
  decide({ known }, closure, { now, zone }) {
    if (known !== undefined) {
      const sentence = `That day is a closure already: ${known}.`;
      return refuse('already_done', sentence, { fields: { day: sentence } });
    }
    if (closure.day <= civilDayAt(now, zone)) {
      const sentence = 'Only a day that is still to come can become a closure: nothing is counted over the past anew.';
      return refuse('invalid_input', sentence, { fields: { day: sentence } });
    }
    return {
      closure,
      events: [
        {
          type: 'vendor.configured',
          caseId: null,
          subscriberId: null,
          facts: { closureAdded: closure.day },
          rows: [],
        },
      ],
    };
  },
  async save(tx, { closure }) {
    await tx.insert(closures).values(closure);
  },
  result: () => null,
};

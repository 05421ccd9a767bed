import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { dpaRecords } from '#db/schema/parties.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { refuse } from '#lib/command/refusal.ts';
import { lockAudience } from '#lib/register/publication.ts';
import { dpaEnd } from './inputs.ts';

type Ending = z.infer<typeof dpaEnd>;

interface State {
  subscriberId: string;
  ended: boolean;
}

interface Ended extends Decided, Ending {}

/**
 * A DPA ends and none takes its place. Changes published from then on give the subscriber no notice; those it had stay
 * as they were given, with their dates, and its objections run on.
 */
export const endDpa: Command<Ending, State, Ended, null> = {
  name: 'record-party',
  input: dpaEnd,
  async lock(tx, { dpaId }) {
    const [dpa] = await tx
      .select({ subscriberId: dpaRecords.subscriberId })
      .from(dpaRecords)
      .where(eq(dpaRecords.id, dpaId));
    if (dpa) await lockAudience(tx, dpa.subscriberId);
    return dpa !== undefined;
  },
  async load(tx, { dpaId }) {
    const [dpa] = await tx
      .select({ subscriberId: dpaRecords.subscriberId, endedAt: dpaRecords.endedAt })
      .from(dpaRecords)
      .where(eq(dpaRecords.id, dpaId));
    return dpa && { subscriberId: dpa.subscriberId, ended: dpa.endedAt !== null };
  },
  decide({ subscriberId, ended }, { dpaId }) {
    if (ended) return refuse('already_done', 'This DPA has ended already.');
    return {
      dpaId,
      events: [
        { type: 'dpa.ended', caseId: null, subscriberId, facts: {}, rows: [{ table: 'dpa_records', id: dpaId }] },
      ],
    };
  },
  async save(tx, { dpaId }, { now }) {
    await tx.update(dpaRecords).set({ endedAt: now }).where(eq(dpaRecords.id, dpaId));
  },
  result: () => null,
};

import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { memberships } from '#db/schema/parties.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { refuse } from '#lib/command/refusal.ts';
import { membershipEnd } from './inputs.ts';

type Ending = z.infer<typeof membershipEnd>;

interface State {
  subscriberId: string;
  ended: boolean;
}

interface Ended extends Decided, Ending {}

/** A user may no longer act for a subscriber, from the next request on. What they did there stays under their name. */
export const endMembership: Command<Ending, State, Ended, null> = {
  name: 'record-party',
  input: membershipEnd,
  async load(tx, { membershipId }) {
    const [membership] = await tx
      .select({ subscriberId: memberships.subscriberId, endedAt: memberships.endedAt })
      .from(memberships)
      .where(eq(memberships.id, membershipId))
      .for('update');
    return membership && { subscriberId: membership.subscriberId, ended: membership.endedAt !== null };
  },
  decide({ subscriberId, ended }, { membershipId }) {
    if (ended) return refuse('already_done', 'This right has ended already.');
    return {
      membershipId,
      events: [
        {
          type: 'membership.ended',
          caseId: null,
          subscriberId,
          facts: {},
          rows: [{ table: 'memberships', id: membershipId }],
        },
      ],
    };
  },
  async save(tx, { membershipId }, { now }) {
    await tx.update(memberships).set({ endedAt: now }).where(eq(memberships.id, membershipId));
  },
  result: () => null,
};

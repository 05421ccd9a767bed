import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { subscribers } from '#db/schema/parties.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { subscriberChange } from './inputs.ts';

type Change = z.infer<typeof subscriberChange>;

interface Changed extends Decided, Change {}

interface State {
  name: string;
  country: string;
}

/** Another name or country of a subscriber. Its address stays, and what was said under the old name stands as said. */
export const changeSubscriber: Command<Change, State, Changed, null> = {
  name: 'record-party',
  input: subscriberChange,
  async load(tx, { subscriberId }) {
    const [state] = await tx
      .select({ name: subscribers.name, country: subscribers.country })
      .from(subscribers)
      .where(eq(subscribers.id, subscriberId))
      .for('update');
    return state;
  },
  decide(state, input) {
    const { subscriberId, name, country } = input;
    if (state.name === name && state.country === country) return { already: null };
    return {
      ...input,
      events: [
        {
          type: 'subscriber.changed',
          caseId: null,
          subscriberId,
          facts: { country },
          rows: [{ table: 'subscribers', id: subscriberId }],
        },
      ],
    };
  },
  async save(tx, { subscriberId, name, country }) {
    await tx.update(subscribers).set({ name, country }).where(eq(subscribers.id, subscriberId));
  },
  result: () => null,
};

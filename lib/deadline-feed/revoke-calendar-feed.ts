import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { calendarFeeds } from '#db/schema/accounts.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';

interface State {
  feedId: string;
}

interface Revoked extends Decided {
  feedId: string;
}

/** The address of the user's calendar opens nothing any more, from the next request on: each asks this row. */
export const revokeCalendarFeed: Command<Record<string, never>, State, Revoked, { feedId: string }, SubscriberActor> = {
  name: 'revoke-calendar-feed',
  input: z.object({}),
  async load(tx, _input, { actor }) {
    const [feed] = await tx
      .select({ feedId: calendarFeeds.id })
      .from(calendarFeeds)
      .where(and(eq(calendarFeeds.userId, actor.userId), isNull(calendarFeeds.revokedAt)))
      .for('update');
    return feed;
  },
  decide({ feedId }, _input, { actor: { subscriberId } }) {
    return {
      feedId,
      events: [
        {
          type: 'calendar_feed.revoked',
          caseId: null,
          subscriberId,
          facts: {},
          rows: [{ table: 'calendar_feeds', id: feedId }],
        },
      ],
    };
  },
  async save(tx, { feedId }, { now }) {
    await tx.update(calendarFeeds).set({ revokedAt: now }).where(eq(calendarFeeds.id, feedId));
  },
  result: ({ feedId }) => ({ feedId }),
};

import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { calendarFeeds } from '#db/schema/accounts.ts';
import { memberships } from '#db/schema/parties.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { type FeedToken, feedTokenHash, newFeedToken } from './token.ts';

interface State {
  membershipId: string;
  /** The address that works now, which this one takes the place of. */
  former: string | null;
}

interface Made extends Decided {
  id: string;
  token: FeedToken;
  state: State;
}

/**
 * A secret address under which the user's calendar reads their subscriber's deadlines. It is in the answer, this once, and
 * nowhere else. Another that worked until now no longer does: who has lost it makes a new one.
 */
export const makeCalendarFeed: Command<
  Record<string, never>,
  State,
  Made,
  { feedId: string; token: FeedToken },
  SubscriberActor
> = {
  name: 'make-calendar-feed',
  input: z.object({}),
  async load(tx, _input, { actor }) {
    const [membership] = await tx
      .select({ id: memberships.id })
      .from(memberships)
      .where(
        and(
          eq(memberships.userId, actor.userId),
          eq(memberships.subscriberId, actor.subscriberId),
          isNull(memberships.endedAt),
        ),
      );
    const [former] = await tx
      .select({ id: calendarFeeds.id })
      .from(calendarFeeds)
      .where(and(eq(calendarFeeds.userId, actor.userId), isNull(calendarFeeds.revokedAt)))
      .for('update');
    return membership && { membershipId: membership.id, former: former?.id ?? null };
  },
  decide(state, _input, { actor: { subscriberId } }) {
    const id = newId();
    return {
      id,
      token: newFeedToken(),
      state,
      events: [
        {
          type: 'calendar_feed.made',
          caseId: null,
          subscriberId,
          facts: { replaced: state.former },
          rows: [id, state.former].flatMap((row) => (row ? [{ table: 'calendar_feeds', id: row }] : [])),
        },
      ],
    };
  },
  async save(tx, { id, token, state: { membershipId, former } }, { now, actor: { userId, subscriberId } }) {
    if (former) await tx.update(calendarFeeds).set({ revokedAt: now }).where(eq(calendarFeeds.id, former));
    const tokenHash = feedTokenHash(token);
    await tx.insert(calendarFeeds).values({ id, userId, subscriberId, membershipId, tokenHash, madeAt: now });
  },
  result: ({ id, token }) => ({ feedId: id, token }),
};

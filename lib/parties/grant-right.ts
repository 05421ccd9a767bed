import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { memberships, subscribers, users, vendorRoleGrants } from '#db/schema/parties.ts';
import { userOf } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { refuse } from '#lib/command/refusal.ts';
import { rightInput } from './inputs.ts';

type Granting = z.infer<typeof rightInput>;

interface State {
  disabled: boolean;
  ofVendor: boolean;
  standing: { id: string; subscriberId: string; right: Granting['right'] }[];
}

interface Granted extends Decided {
  membership: Granting & { id: string };
  former: string | undefined;
}

/**
 * A user may act for a subscriber with this right from the next request on. Another right that they have there ends
 * with it, in the same entry; a user acts for one subscriber only.
 */
export const grantRight: Command<Granting, State, Granted, { membershipId: string }> = {
  name: 'record-party',
  input: rightInput,
  async load(tx, { subscriberId, userId }) {
    const [user] = await tx
      .select({ disabledAt: users.disabledAt })
      .from(users)
      .where(eq(users.id, userId))
      .for('update');
    const [there] = await tx.select({ id: subscribers.id }).from(subscribers).where(eq(subscribers.id, subscriberId));
    if (!user || !there) return undefined;
    const roles = await tx
      .select({ id: vendorRoleGrants.id })
      .from(vendorRoleGrants)
      .where(and(eq(vendorRoleGrants.userId, userId), isNull(vendorRoleGrants.endedAt)));
    const standing = await tx
      .select({ id: memberships.id, subscriberId: memberships.subscriberId, right: memberships.right })
      .from(memberships)
      .where(and(eq(memberships.userId, userId), isNull(memberships.endedAt)));
    return { disabled: user.disabledAt !== null, ofVendor: roles.length > 0, standing };
  },
  decide({ disabled, ofVendor, standing }, { subscriberId, userId, right }) {
    if (disabled)
      return refuse('already_done', 'This user’s access has ended. Add the person anew, with another address.');
    if (ofVendor) return refuse('already_done', 'This user is of the vendor, and acts for no subscriber.');
    if (standing.some((one) => one.subscriberId !== subscriberId))
      return refuse('already_done', 'This user acts for another subscriber. End that right first.');
    const former = standing.find((one) => one.subscriberId === subscriberId);
    if (former?.right === right) return { already: { membershipId: former.id } };
    const id = newId();
    return {
      membership: { id, subscriberId, userId, right },
      former: former?.id,
      events: [
        {
          type: 'membership.granted',
          caseId: null,
          subscriberId,
          facts: { userId, right, before: former?.right ?? null },
          rows: [{ table: 'memberships', id }, ...(former ? [{ table: 'memberships', id: former.id }] : [])],
        },
      ],
    };
  },
  async save(tx, { membership, former }, { now, actor }) {
    if (former) await tx.update(memberships).set({ endedAt: now }).where(eq(memberships.id, former));
    await tx.insert(memberships).values({ ...membership, grantedBy: userOf(actor), grantedAt: now });
  },
  result: ({ membership }) => ({ membershipId: membership.id }),
};

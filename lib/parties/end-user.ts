import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { memberships, users, vendorRoleGrants } from '#db/schema/parties.ts';
import type { Command, Decided } from '#lib/command/command.ts';

const endInput = z.object({
  email: z.email('Name the user by the e-mail address.').transform((email) => email.toLowerCase()),
});

interface State {
  id: string;
  ended: boolean;
  roles: string[];
  standing: { id: string; subscriberId: string }[];
}

interface Ended extends Decided {
  userId: string;
}

/**
 * Somebody may no longer sign in. Their role and rights end with it, and every session of theirs at its next request;
 * what they did stays on the record under their name.
 */
export const endUser: Command<z.infer<typeof endInput>, State, Ended, { userId: string }> = {
  name: 'record-party',
  input: endInput,
  async load(tx, { email }) {
    const [user] = await tx
      .select({ id: users.id, disabledAt: users.disabledAt })
      .from(users)
      .where(eq(users.email, email))
      .for('update');
    if (!user) return undefined;
    const roles = await tx
      .select({ id: vendorRoleGrants.id })
      .from(vendorRoleGrants)
      .where(and(eq(vendorRoleGrants.userId, user.id), isNull(vendorRoleGrants.endedAt)));
    const standing = await tx
      .select({ id: memberships.id, subscriberId: memberships.subscriberId })
      .from(memberships)
      .where(and(eq(memberships.userId, user.id), isNull(memberships.endedAt)));
    return { id: user.id, ended: user.disabledAt !== null, roles: roles.map(({ id }) => id), standing };
  },
  decide({ id, ended, roles, standing }) {
    if (ended) return { already: { userId: id } };
    return {
      userId: id,
      events: [
        {
          type: 'user.ended',
          caseId: null,
          subscriberId: standing[0]?.subscriberId ?? null,
          facts: {},
          rows: [
            { table: 'users', id },
            ...roles.map((role) => ({ table: 'vendor_role_grants', id: role })),
            ...standing.map((membership) => ({ table: 'memberships', id: membership.id })),
          ],
        },
      ],
    };
  },
  async save(tx, { userId }, { now }) {
    await tx.update(users).set({ disabledAt: now }).where(eq(users.id, userId));
    await tx
      .update(vendorRoleGrants)
      .set({ endedAt: now })
      .where(and(eq(vendorRoleGrants.userId, userId), isNull(vendorRoleGrants.endedAt)));
    await tx
      .update(memberships)
      .set({ endedAt: now })
      .where(and(eq(memberships.userId, userId), isNull(memberships.endedAt)));
  },
  result: ({ userId }) => ({ userId }),
};

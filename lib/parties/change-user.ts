import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { memberships, users, vendorRoleGrants } from '#db/schema/parties.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { refuse } from '#lib/command/refusal.ts';
import { userChange } from './inputs.ts';

type Change = z.infer<typeof userChange>;

interface State {
  name: string;
  email: string;
  disabled: boolean;
  ofVendor: boolean;
  subscriberId: string | null;
}

interface Changed extends Decided, Change {
  was: { name: string; email: string };
}

/** Another name or password of a subscriber's user. Those of the vendor's own people change at the shell only. */
export const changeUser: Command<Change, State, Changed, { name: string; email: string }> = {
  name: 'record-party',
  input: userChange,
  async load(tx, { userId }) {
    const [user] = await tx
      .select({ name: users.name, email: users.email, disabledAt: users.disabledAt })
      .from(users)
      .where(eq(users.id, userId))
      .for('update');
    if (!user) return undefined;
    const roles = await tx
      .select({ id: vendorRoleGrants.id })
      .from(vendorRoleGrants)
      .where(and(eq(vendorRoleGrants.userId, userId), isNull(vendorRoleGrants.endedAt)));
    const [membership] = await tx
      .select({ subscriberId: memberships.subscriberId })
      .from(memberships)
      .where(and(eq(memberships.userId, userId), isNull(memberships.endedAt)));
    return {
      name: user.name,
      email: user.email,
      disabled: user.disabledAt !== null,
      ofVendor: roles.length > 0,
      subscriberId: membership?.subscriberId ?? null,
    };
  },
  decide({ name: known, email, disabled, ofVendor, subscriberId }, change) {
    if (ofVendor) return refuse('forbidden', 'The vendor’s own people are changed at the installation’s shell.');
    if (disabled) return refuse('already_done', 'This user’s access has ended.');
    const renamed = change.name !== undefined && change.name !== known;
    const passwordSet = change.passwordHash !== undefined;
    if (!renamed && !passwordSet) return { already: { name: known, email } };
    return {
      ...change,
      was: { name: known, email },
      events: [
        {
          type: 'user.changed',
          caseId: null,
          subscriberId,
          facts: { renamed, passwordSet },
          rows: [{ table: 'users', id: change.userId }],
        },
      ],
    };
  },
  async save(tx, { userId, name, passwordHash }, { now, actor }) {
    const passwordIssuedAt = actor.role === 'privacy_admin' ? now : null;
    await tx
      .update(users)
      .set({
        ...(name !== undefined && { name }),
        ...(passwordHash !== undefined && { passwordHash, passwordIssuedAt }),
      })
      .where(eq(users.id, userId));
  },
  result: ({ was, name = was.name }) => ({ ...was, name }),
};

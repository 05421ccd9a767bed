import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { memberships, subscribers, users, vendorRoleGrants } from '#db/schema/parties.ts';
import { userOf } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { refuse } from '#lib/command/refusal.ts';
import { userInput } from './inputs.ts';

type UserInput = z.infer<typeof userInput>;

interface Recorded extends Decided {
  user: Pick<UserInput, 'email' | 'name' | 'passwordHash'> & { id: string };
  role: { id: string; role: NonNullable<UserInput['vendorRole']> } | null;
  membership: (NonNullable<UserInput['membership']> & { id: string }) | null;
}

/** A person who may sign in, with the vendor's role or the subscriber's right that makes them somebody here. */
export const recordUser: Command<UserInput, object, Recorded, { userId: string }> = {
  name: 'record-party',
  input: userInput,
  async load(tx, { membership }) {
    if (!membership) return {};
    const [there] = await tx
      .select({ id: subscribers.id })
      .from(subscribers)
      .where(eq(subscribers.id, membership.subscriberId));
    return there;
  },
  decide(_state, { email, name, passwordHash, vendorRole, membership }, { actor }) {
    // whoever could make a second privacy admin could approve their own publications
    if (vendorRole && actor.role !== 'owner')
      return refuse('forbidden', 'The vendor’s own people are recorded at the installation’s shell.');
    const user = { id: newId(), email, name, passwordHash };
    const role = vendorRole && { id: newId(), role: vendorRole };
    const member = membership && { id: newId(), ...membership };
    return {
      user,
      role,
      membership: member,
      events: [
        {
          type: 'user.recorded',
          caseId: null,
          subscriberId: member?.subscriberId ?? null,
          facts: { role: vendorRole ?? 'subscriber', right: member?.right ?? null },
          rows: [
            { table: 'users', id: user.id },
            ...(role ? [{ table: 'vendor_role_grants', id: role.id }] : []),
            ...(member ? [{ table: 'memberships', id: member.id }] : []),
          ],
        },
      ],
    };
  },
  async save(tx, { user, role, membership }, { now, actor }) {
    // what the desk has made and told, somebody else knows: its owner changes it when they first sign in
    const passwordIssuedAt = user.passwordHash !== null && actor.role === 'privacy_admin' ? now : null;
    await tx.insert(users).values({ ...user, passwordIssuedAt, createdAt: now });
    const granted = { userId: user.id, grantedBy: userOf(actor), grantedAt: now };
    if (role) await tx.insert(vendorRoleGrants).values({ ...role, ...granted });
    if (membership) await tx.insert(memberships).values({ ...membership, ...granted });
  },
  result: ({ user }) => ({ userId: user.id }),
};

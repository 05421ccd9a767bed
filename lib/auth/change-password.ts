import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SubscriberActor, VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';

const input = z.object({ passwordHash: z.string().startsWith('$argon2id$') });

interface Changed extends Decided {
  passwordHash: string;
}

/**
 * A user puts another password in the place of their own. It comes hashed, after the present one was proved; every session
 * that was opened by that ends.
 */
export const changePassword: Command<z.infer<typeof input>, object, Changed, null, SubscriberActor | VendorActor> = {
  name: 'change-password',
  input,
  load: async () => ({}),
  decide(_state, { passwordHash }, { actor }) {
    return {
      passwordHash,
      events: [
        {
          type: 'user.password_changed',
          caseId: null,
          subscriberId: actor.role === 'subscriber' ? actor.subscriberId : null,
          facts: {},
          rows: [],
        },
      ],
    };
  },
  async save(tx, { passwordHash }) {
    await tx.execute(sql`select demur.set_own_password(${passwordHash})`);
  },
  result: () => null,
};

import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { apiTokens } from '#db/schema/api.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { revokeInput } from './inputs.ts';

interface State {
  revokedAt: Instant | null;
}

interface Revoked extends Decided {
  tokenId: string;
}

/** A token opens nothing any more, from the next request on and in every process: each asks this row. */
export const revokeApiToken: Command<z.infer<typeof revokeInput>, State, Revoked, { tokenId: string }, VendorActor> = {
  name: 'revoke-api-token',
  input: revokeInput,
  async load(tx, { tokenId }) {
    // the columns that its role may read: a lock of the whole row would ask for no more
    const { rows } = await tx.execute<{ revokedAt: Instant | null }>(
      sql`select demur.iso(revoked_at) as "revokedAt" from demur.api_tokens where id = ${tokenId} for update`,
    );
    return rows[0];
  },
  decide({ revokedAt }, { tokenId }) {
    if (revokedAt !== null) return { already: { tokenId } };
    return {
      tokenId,
      events: [
        {
          type: 'api_token.revoked',
          caseId: null,
          subscriberId: null,
          facts: {},
          rows: [{ table: 'api_tokens', id: tokenId }],
        },
      ],
    };
  },
  async save(tx, { tokenId }, { now, actor }) {
    await tx.update(apiTokens).set({ revokedAt: now, revokedBy: actor.userId }).where(eq(apiTokens.id, tokenId));
  },
  result: ({ tokenId }) => ({ tokenId }),
};

import { apiTokens } from '#db/schema/api.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { refuse } from '#lib/command/refusal.ts';
import { closesAtOf } from '#lib/deadlines/zone.ts';
import { type TokenInput, tokenInput } from './inputs.ts';
import { type ApiToken, newToken, tokenHash } from './token.ts';

interface Created extends Decided {
  row: typeof apiTokens.$inferInsert & { id: string };
  token: ApiToken;
}

/** A new token for a program of the vendor's. Its secret is in the answer, this once, and nowhere else. */
export const createApiToken: Command<TokenInput, object, Created, { tokenId: string; token: ApiToken }, VendorActor> = {
  name: 'create-api-token',
  input: tokenInput,
  load: async () => ({}),
  decide(_state, { name, scopes, lastDay }, { now, actor, zone }) {
    const expiresAt = lastDay && closesAtOf(lastDay, zone);
    if (expiresAt !== null && expiresAt <= now) {
      const sentence = 'The last day is past: choose a later one, or none.';
      return refuse('invalid_input', sentence, { fields: { lastDay: sentence } });
    }
    const id = newId();
    const token = newToken();
    return {
      token,
      row: { id, name, scopes, expiresAt, tokenHash: tokenHash(token), createdBy: actor.userId, createdAt: now },
      events: [
        {
          type: 'api_token.created',
          caseId: null,
          subscriberId: null,
          facts: { scopes, expiresAt },
          rows: [{ table: 'api_tokens', id }],
        },
      ],
    };
  },
  async save(tx, { row }) {
    await tx.insert(apiTokens).values(row);
  },
  result: ({ row, token }) => ({ tokenId: row.id, token }),
};

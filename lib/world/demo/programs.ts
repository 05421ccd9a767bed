import { createApiToken } from '#lib/api/create-api-token.ts';
import { revokeApiToken } from '#lib/api/revoke-api-token.ts';
import { by, done } from '../world.ts';
import type { Cast } from './cast.ts';
import type { Script } from './script.ts';

/** The vendor's own programs that ask over the API: one that does, one whose token is revoked. Nobody has their secrets. */
export function programs({ world }: Cast, script: Script): void {
  const make = (daysAgo: number, name: string, scopes: string[]) =>
    script.on(daysAgo, '10:20', `make a token: ${name}`, (at) =>
      done(createApiToken, by(world, world.adminId, at), { name, scopes }),
    );
  make(71, 'Mail gateway', ['authorisations:read']);
  const site = make(70, 'Trust pages of the web site', ['register:read']);
  script.on(22, '16:35', 'revoke a token', (at) =>
    done(revokeApiToken, by(world, world.adminId, at), { tokenId: site.value.tokenId }),
  );
}

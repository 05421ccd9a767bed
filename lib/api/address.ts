import { env } from '#db/env.ts';

/** Where people and programs reach the installation, without a slash at its end. */
export function ownAddress(): string {
  return env().NEXTAUTH_URL.replace(/\/+$/, '');
}

import { env } from './env.ts';
import { derive, installationSecret } from './secret.ts';

/**
 * What seals sessions and the links of letters: as set, else of the installation's own secret. `npm start` sets it for web
 * and worker; a script beside them comes to the same.
 * @throws {Obstacle} when the installation's folder can't be written or read
 */
export function sessionSecret(): string {
  const { NEXTAUTH_SECRET, DATA_DIR } = env();
  return NEXTAUTH_SECRET ?? derive(installationSecret(DATA_DIR), 'session').toString('base64url');
}

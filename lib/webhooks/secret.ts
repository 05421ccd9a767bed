import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { derive } from '#db/secret.ts';
import { sessionSecret } from '#db/session-secret.ts';

/** What messages to an endpoint are signed with, in the form of Standard Webhooks. */
export type WebhookSecret = `whsec_${string}`;

const CIPHER = 'aes-256-gcm';
const IV = 12;
const TAG = 16;

export function newSecret(): WebhookSecret {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** The secret as it is stored: encrypted, and bound to its endpoint, so that one can't be put in another's place. */
export function seal(secret: WebhookSecret, endpointId: string, key = ownKey()): Buffer {
  const iv = randomBytes(IV);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(endpointId));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** Undefined: it was sealed under another secret of the installation, or for another endpoint. */
export function unseal(stored: Buffer, endpointId: string, key = ownKey()): string | undefined {
  const decipher = createDecipheriv(CIPHER, key, stored.subarray(0, IV), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(endpointId)).setAuthTag(stored.subarray(IV, IV + TAG));
  try {
    return Buffer.concat([decipher.update(stored.subarray(IV + TAG)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Web and worker are told a secret that is derived from the installation's; who starts them derives it. */
function ownKey(): Buffer {
  return derive(sessionSecret(), 'webhooks');
}

import { env } from '#db/env.ts';
import type { Installation } from '#lib/access/actor.ts';
import type { Sender } from './carrier.ts';

/** From whom every letter of an installation comes, and who reads an answer to it. */
export function senderOf({ vendorName, privacyContact }: Pick<Installation, 'vendorName' | 'privacyContact'>): Sender {
  return { name: vendorName, address: env().MAIL_FROM ?? privacyContact, replyTo: privacyContact };
}

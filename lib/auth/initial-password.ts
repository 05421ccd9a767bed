import { randomBytes } from 'node:crypto';
import { hashPassword } from './password.ts';

/** Letters and digits that nobody mistakes for one another when they are read out or copied by hand. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password for somebody new, in four groups of five: about 99 bits. It is kept as its hash only. */
export async function initialPassword(): Promise<{ password: string; passwordHash: string }> {
  const signs: string[] = [];
  while (signs.length < 20)
    // what is beyond the last whole round would come more often than the rest
    for (const byte of randomBytes(32)) if (byte < 248 && signs.length < 20) signs.push(SIGNS.charAt(byte % 31));
  const password = (signs.join('').match(/.{5}/g) ?? []).join('-');
  return { password, passwordHash: await hashPassword(password) };
}

import { randomBytes } from 'node:crypto';

/**
 * A UUID version 7 (RFC 9562) for a row that a decision makes: random, but ordered by time, so that indexes on it
 * stay compact. Nothing reads its time; the clock of the record is the database's.
 */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Math.trunc(performance.timeOrigin + performance.now()), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

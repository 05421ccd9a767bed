import { canonical } from './canonical.ts';

/** Bytes that `crypto.subtle` takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

const utf8 = new TextEncoder();

/** SHA-256 of some bytes, or of a text in UTF-8. */
export async function sha256(data: Bytes | string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', typeof data === 'string' ? utf8.encode(data) : data));
}

/** SHA-256 of a value's canonical form, in hex: how a difference is shown without showing the value. */
export async function hashOf(value: unknown): Promise<string> {
  return hex(await sha256(canonical(value)));
}

/**
 * The sealed form of a value: SHA-256 of its salt and then the value, in hex. A text counts as it is, anything else in
 * canonical form. Whoever has value and salt can check it; without the salt it can't be guessed.
 *
 * @param salt hex, as in the table of salts
 */
export async function commitment(salt: string, value: unknown): Promise<string> {
  const said = utf8.encode(typeof value === 'string' ? value : canonical(value));
  return hex(await sha256(joined(fromHex(salt), said)));
}

export function joined(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** @throws {RangeError} when the text is not hex */
export function fromHex(text: string): Bytes {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new RangeError('A salt or hash is not hex.');
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

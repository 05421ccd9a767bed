import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonical } from './canonical.ts';
import { type Bytes, commitment, fromHex, hex, sha256 } from './commitment.ts';
import { beginning, type Difference, type Entry, type Head, isDifference, verifyEntry, verifyRow } from './verify.ts';
import { inWords } from './verify-words.ts';

/** A log as anybody could write it who has read how it is chained. */
function logOf(contents: (string | Buffer)[]): Entry[] {
  let hash = createHash('sha256').update('demur log').digest();
  return contents.map((content, index) => {
    const position = Buffer.alloc(8);
    position.writeBigUInt64BE(BigInt(index + 1));
    const digest = createHash('sha256').update(content).digest();
    hash = createHash('sha256')
      .update(Buffer.concat([hash, position, digest]))
      .digest();
    return { position: index + 1, content: new Uint8Array(Buffer.from(content)), hash: new Uint8Array(hash) };
  });
}

const event = (facts: object = {}) =>
  canonical({
    v: '1',
    type: 'message.sent',
    at: '2026-11-02T08:00:00.000000Z',
    case: null,
    subscriber: null,
    actor: { role: 'worker', user: null },
    facts,
    rows: [],
  });

async function verified(entries: Entry[]): Promise<Head | Difference> {
  let head = await beginning();
  for (const entry of entries) {
    const result = await verifyEntry(entry, head);
    if (isDifference(result)) return result;
    head = result.head;
  }
  return head;
}

describe('a chain', () => {
  const entries = logOf([event(), event({ count: 1 }), event({ text: '€ " \\ \u0001' }), event()]);

  it('holds, to its last hash', async () => {
    expect(await verified(entries)).toEqual({ count: 4, hash: entries[3]?.hash });
    expect(await verified([])).toEqual(await beginning());
  });

  it('is broken by any bit of any content or hash', async () => {
    for (const [index, entry] of entries.entries())
      for (const part of ['content', 'hash'] as const)
        for (const bit of [0, 9, 31 * 8 + 7]) {
          const bytes: Bytes = Uint8Array.from(entry[part]);
          bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          const changed = entries.with(index, { ...entry, [part]: bytes });
          expect(await verified(changed)).toMatchObject({ kind: 'hash', position: index + 1 });
        }
  });

  it('is broken by an entry left out, doubled or out of order', async () => {
    const [one, two, three] = entries as [Entry, Entry, Entry];
    expect(await verified([one, three])).toMatchObject({ kind: 'position', position: 2, expected: '2', found: '3' });
    expect(await verified([one, two, two])).toMatchObject({ kind: 'position', position: 3 });
    expect(await verified([two])).toMatchObject({ kind: 'position', position: 1 });
    expect(await verified([one, { ...three, position: 2 }])).toMatchObject({ kind: 'hash', position: 2 });
  });

  it.each([
    ['a space more', `${event()} `],
    ['keys in another order', '{"v":"1","type":"x"}'],
    ['a number that is no string', event().replace('"v":"1"', '"v":1')],
    ['a key too many', event().replace('"v":"1"', '"v":"1","w":"1"')],
    ['no JSON', 'entry'],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['a byte order mark', `\ufeff${event()}`],
  ])('takes no content with %s, though its hash be right', async (_, content) => {
    expect(await verified(logOf([event(), content]))).toMatchObject({ kind: 'form', position: 2 });
  });
});

describe('a row', () => {
  const salts = { body: '00112233445566778899aabbccddeeff', more: '0f' };
  const image = async () => ({
    table: 'messages',
    id: 'a',
    plain: { kind: 'message', size: '3', at: null, words: ['a'] },
    sealed: { body: await commitment(salts.body, 'Text'), more: await commitment(salts.more, [{ b: 1 }]), none: null },
  });
  const stored = {
    id: 'a',
    kind: 'message',
    size: '3',
    at: null,
    words: ['a'],
    body: 'Text',
    more: [{ b: '1' }],
    none: null,
  };

  it('is equal where plain values are, and sealed ones give their commitments', async () => {
    expect(await verifyRow(1, await image(), stored, salts)).toBeUndefined();
    expect(
      await verifyRow(1, await image(), { ...stored, later: 'a column of a later version' }, salts),
    ).toBeUndefined();
  });

  it.each(Object.keys(stored).filter((column) => column !== 'id'))('differs by its column %s', async (column) => {
    for (const value of ['other', ['other']]) {
      const difference = await verifyRow(7, await image(), { ...stored, [column]: value }, { ...salts, none: '00' });
      expect(difference).toMatchObject({ kind: 'column', position: 7, table: 'messages', row: 'a', column });
      expect(JSON.stringify(difference)).not.toContain('other');
    }
  });

  it('can’t be compared without the salt, nor with another one', async () => {
    expect(await verifyRow(1, await image(), stored, { more: salts.more })).toMatchObject({
      kind: 'salt_missing',
      column: 'body',
    });
    expect(await verifyRow(1, await image(), stored, { ...salts, body: salts.more })).toMatchObject({
      kind: 'column',
      column: 'body',
    });
  });
});

describe('hashes', () => {
  it('are those of the standard', async () => {
    expect(hex(await sha256('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(hex(fromHex('00ff10'))).toBe('00ff10');
    expect(() => fromHex('0g')).toThrow(RangeError);
    expect(() => fromHex('abc')).toThrow(RangeError);
  });
});

describe('a difference in words', () => {
  it('names the entry and both hashes', async () => {
    const [first, second] = logOf([event(), event()]) as [Entry, Entry];
    const difference = await verified([first, { ...second, hash: first.hash }]);
    if (!('kind' in difference)) throw new Error('the chain held');
    expect(inWords(difference)).toContain('Entry 2');
    expect(inWords(difference)).toContain(hex(second.hash));
    expect(inWords(difference)).toContain(hex(first.hash));
  });
});

import { expect, test } from 'vitest';
import { readTyped, writeTyped } from './typed.ts';

test('what was typed comes back from an address as it was, and nothing else does', () => {
  const typed = { note: ['Clause 9 & “annex”\n漢'], held: ['yes', 'no'] };
  const written = writeTyped(typed);
  expect(written).toMatch(/^[\w-]+$/);
  expect(readTyped(written ?? '')).toEqual(typed);
  const long = { note: ['The processor notifies us within a day, says clause nine. '.repeat(86)] };
  expect(readTyped(writeTyped(long) ?? '')).toEqual(long);
  const noise = Array.from({ length: 20_000 }, (_, index) => String.fromCharCode(0x4e00 + ((index * 7919) % 20_000)));
  expect(writeTyped({ note: [noise.join('')] })).toBe(null);
  for (const other of [
    undefined,
    '',
    'bogus',
    Buffer.from('{}').toString('base64url'),
    writeTyped({ note: [1] } as never),
  ])
    expect(readTyped(other ?? undefined)).toBe(null);
});

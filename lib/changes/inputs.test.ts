import { expect, test } from 'vitest';
import { draftInput } from './inputs.ts';

test('a draft is kept whatever was typed: what no database keeps shows as �', () => {
  const change = { title: 'a\u0000b', terms: { customerData: ['c\ud800'], tier: 1 }, company: null };
  expect(draftInput.parse({ content: { note: 'd\u0000', changes: [change] } })).toMatchObject({
    content: {
      note: 'd\ufffd',
      changes: [{ title: 'a\ufffdb', terms: { customerData: ['c\ufffd'], tier: 1 }, company: null }],
    },
  });
});

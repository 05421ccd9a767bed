import { expect, test } from 'vitest';
import { pdfText } from '#db/testing/pdf-text.ts';
import { Paper } from './paper.ts';

const made = new Date(0);

/** Words whose signs share a glyph: a space, a hyphen, and those that look the same. */
const plain = 'well-known words of a document';
const alike = 'well\u2011known\u00a0words of a\u2010document';

function documentOf(...texts: string[]): Promise<Buffer> {
  const paper = new Paper({ title: 'A', subject: 'B', author: 'C', reference: 'D', made });
  for (const text of texts) paper.prose(text);
  return paper.finish();
}

test('a document has the same bytes whichever were set before it in this process', async () => {
  // the hyphen of the one and that of the other are the same glyph
  expect(pdfText(await documentOf(plain)).text).toContain('well-known');
  expect(pdfText(await documentOf(alike)).text).toContain('a\u2010document');
  expect(pdfText(await documentOf(plain)).text).toContain('well-known');
  const first = await documentOf(plain, alike);
  const other = await documentOf(alike, plain);
  expect((await documentOf(plain, alike)).equals(first)).toBe(true);
  await documentOf(alike);
  expect((await documentOf(plain, alike)).equals(first)).toBe(true);
  expect((await documentOf(alike, plain)).equals(other)).toBe(true);
});

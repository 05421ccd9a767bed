import { describe, expect, test } from 'vitest';
import { asAttachment, safeFileName } from './file-name.ts';

describe('a file’s name', () => {
  test.each([
    ['assessment.pdf', 'assessment.pdf'],
    ['C:\\Users\\me\\assessment.pdf', 'assessment.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['  .hidden.pdf ', 'hidden.pdf'],
    ['a\r\nX-Evil: 1.pdf', 'aX-Evil: 1.pdf'],
    ['annex\u202efdp.exe', 'annexfdp.exe'],
    ['a\u0000b.pdf', 'ab.pdf'],
    ['cafe\u0301.pdf', 'caf\u00e9.pdf'],
    ['', 'file'],
    ['/', 'file'],
    ['..', 'file'],
    ['\ud83d.pdf', '\ufffd.pdf'],
  ])('%j is kept as %j', (sent, kept) => {
    expect(safeFileName(sent)).toBe(kept);
  });

  test('that is too long keeps its ending', () => {
    const kept = safeFileName(`${'é'.repeat(400)}.pdf`);
    expect([...kept]).toHaveLength(200);
    expect(kept).toMatch(/é\.pdf$/);
  });
});

test('a name made to be slow to read is read at once', () => {
  const began = performance.now();
  expect(safeFileName(`a${'.'.repeat(300_000)}b`)).toHaveLength(200);
  expect(performance.now() - began).toBeLessThan(2000);
});

describe('the header of a download', () => {
  test.each([
    ['a.pdf', `attachment; filename="a.pdf"; filename*=UTF-8''a.pdf`],
    ['Übersicht (1).pdf', `attachment; filename="Ubersicht (1).pdf"; filename*=UTF-8''%C3%9Cbersicht%20%281%29.pdf`],
    ['a"b\\c%.pdf', `attachment; filename="a_b_c_.pdf"; filename*=UTF-8''a%22b%5Cc%25.pdf`],
    ['评估.pdf', `attachment; filename="__.pdf"; filename*=UTF-8''%E8%AF%84%E4%BC%B0.pdf`],
  ])('for %j', (name, header) => {
    expect(asAttachment(name)).toBe(header);
  });

  test('is one line of ASCII, whatever the name', () => {
    expect(asAttachment(safeFileName('x\r\nSet-Cookie: a=b; 🙂"*\'.pdf'))).toMatch(/^[\x20-\x7e]+$/);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asTyped, codePoints, line, optionalLine, optionalText, text } from './text.ts';

const grounds = text({ label: 'The description', max: 20_000 });
const message = (result: ReturnType<typeof grounds.safeParse>) => result.error?.issues[0]?.message;

describe('a text', () => {
  test.each([
    ['trimmed', '  why  ', 'why'],
    ['with one kind of line ends', 'a\r\nb\rc', 'a\nb\nc'],
    ['in NFC', 'cafe\u0301', 'caf\u00e9'],
    ['with characters beyond the first plane', '👩‍👩‍👧', '👩‍👩‍👧'],
  ])('is kept %s', (_how, typed, kept) => {
    expect(grounds.parse(typed)).toBe(kept);
  });

  test.each([
    ['nothing', ''],
    ['white space', ' \n\t\u00a0\u2003 '],
    ['what nobody can see', '\u200b\u200d\u2060\ufeff'],
  ])('is missing when it is %s', (_what, typed) => {
    expect(message(grounds.safeParse(typed))).toBe('The description is missing.');
  });

  test.each([
    ['NUL', 'before\u0000after'],
    ['the first half of a pair', 'before\ud83dafter'],
    ['the second half of a pair', '\udc00'],
    ['a pair the wrong way round', '\udc00\ud83d'],
  ])('is refused with %s in it', (_what, typed) => {
    expect(message(grounds.safeParse(typed))).toContain('a character that can’t be kept');
  });

  test('may be as long as the limit, counted in code points', () => {
    expect(grounds.parse('𝒳'.repeat(20_000))).toHaveLength(40_000);
    expect(message(grounds.safeParse('𝒳'.repeat(20_001)))).toBe(
      'The description has 20,001 characters. 20,000 characters are the most: shorten it by 1.',
    );
  });

  test('is counted after NFC and trimming', () => {
    expect(grounds.safeParse(` ${'e\u0301'.repeat(20_000)} `).success).toBe(true);
    expect(codePoints(' e\u0301 ')).toBe(1);
  });

  test('that is not text is refused', () => {
    for (const typed of [undefined, null, 7, ['a'], {}]) expect(grounds.safeParse(typed).success).toBe(false);
  });

  test('once kept is kept the same again, and can be stored', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (typed) => {
        const first = grounds.safeParse(typed);
        if (!first.success) return;
        expect(grounds.parse(first.data)).toBe(first.data);
        expect(first.data.isWellFormed()).toBe(true);
        expect(first.data).not.toContain('\u0000');
        expect(codePoints(first.data)).toBe([...first.data].length);
      }),
    );
  });
});

describe('an optional text', () => {
  const capacity = optionalText({ label: 'Your capacity', max: 10 });

  test.each([undefined, null, '', '   ', '\u200b'])('that is %j is none', (typed) => {
    expect(capacity.parse(typed)).toBeNull();
  });

  test('keeps the same law where it is one', () => {
    expect(capacity.parse(' DPO ')).toBe('DPO');
    expect(capacity.safeParse('eleven long').success).toBe(false);
    expect(capacity.safeParse('\u0000').success).toBe(false);
  });
});

test('a line holds no line ends and no doubled space', () => {
  expect(line({ label: 'Your name', max: 50 }).parse(' Marta\r\n  Quintero ')).toBe('Marta Quintero');
  expect(optionalLine({ label: 'Your capacity', max: 50 }).parse('\n')).toBeNull();
});

test('what is typed into a draft is kept, and can be stored', () => {
  expect(asTyped(' a\u0000b\ud83d ')).toBe(' a\ufffdb\ufffd ');
});

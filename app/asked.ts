import { asTyped } from '#lib/command/text.ts';

/** What an address holds behind its question mark, as Next gives it: a word that stands there twice comes as a list. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/**
 * The words that a page knows, each once and as text: of one that stands there twice the first counts, and what no
 * database holds (NUL, half of a pair) shows as �.
 */
export async function asked<Word extends string>(
  search: SearchParams,
  words: readonly Word[],
): Promise<Partial<Record<Word, string>>> {
  const given = await search;
  return Object.fromEntries(
    words.flatMap((word) => {
      const value = Object.hasOwn(given, word) ? [given[word]].flat()[0] : undefined;
      return value === undefined ? [] : [[word, asTyped(value)]];
    }),
  ) as Partial<Record<Word, string>>;
}

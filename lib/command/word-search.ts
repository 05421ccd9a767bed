/**
 * What was typed as a text search of PostgreSQL's, for the beginnings of all its words; undefined where it holds no
 * word. Keep what is typed to some hundreds of characters: PostgreSQL refuses a word of more than 2,046 bytes.
 */
export function beginnings(typed: string | undefined): string | undefined {
  const words = typed?.toLowerCase().match(/[\p{L}\p{N}]+/gu);
  return words?.map((word) => `'${word}':*`).join(' & ');
}

/** Length of a text as the forms and the database count it: code points after NFC and trimming. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text.normalize('NFC').trim()) count++;
  return count;
}

import type { Language } from '#db/schema/vocabulary.ts';

const lists: Record<Language, Intl.ListFormat> = {
  en: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
  // "Francia e Irlanda": the conjunction gives way before its own sound
  es: new Intl.ListFormat('es-ES', { type: 'conjunction' }),
};

/** "a, b and c"; "a, b y c" */
export function listedIn(language: Language, words: readonly string[]): string {
  return lists[language].format(words);
}

import { UNSTATED } from '#lib/register/register.ts';

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** English takes an article before these. */
const WITH_ARTICLE = new Set(['AE', 'BS', 'CD', 'CF', 'DO', 'GB', 'GM', 'MH', 'MV', 'NL', 'PH', 'US']);

/** "United States"; for the code that stands for a gap in the source, "Country not stated". */
export function countryName(code: string): string {
  return code === UNSTATED ? 'Country not stated' : (names.of(code) ?? code);
}

/** The same within a sentence, after "in": "the United States", "a country that is not stated". */
export function countryInSentence(code: string): string {
  if (code === UNSTATED) return 'a country that is not stated';
  return WITH_ARTICLE.has(code) ? `the ${countryName(code)}` : countryName(code);
}

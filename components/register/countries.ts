import { countryName } from '#lib/changes/country.ts';
import { COUNTRIES, UNSTATED } from '#lib/register/register.ts';

/** Countries to choose from, by name; last the entry for a source that does not say. */
export function countryOptions(): { value: string; label: string }[] {
  const named = [...COUNTRIES].map((code) => ({ value: code, label: countryName(code) }));
  named.sort((a, b) => (a.label < b.label ? -1 : 1));
  return [...named, { value: UNSTATED, label: countryName(UNSTATED) }];
}

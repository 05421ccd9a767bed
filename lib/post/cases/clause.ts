import type { Language } from '#db/schema/vocabulary.ts';

/**
 * A clause as a sentence names it, whether it is recorded as "12", "clause 12" or by a title of its own: "clause 12"; in
 * Spanish "la cláusula 12", and "cláusula 12" where it stands alone; a title is quoted as it is.
 */
export function clauseIn(language: Language, clause: string, form: 'bare' | 'in a sentence' = 'in a sentence'): string {
  const number = /^(?:clause\s+)?([\d.]+[\d.()a-z]*)$/i.exec(clause.trim())?.[1];
  if (language === 'en') return number === undefined ? clause : `clause ${number}`;
  if (number === undefined) return form === 'bare' ? clause : `la estipulación «${clause}»`;
  return form === 'bare' ? `cláusula ${number}` : `la cláusula ${number}`;
}

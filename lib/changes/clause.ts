/** A clause as a sentence names it: "6.3" gives "clause 6.3"; "clause 6.3" and "Article 7" stay. */
export function clauseInWords(clause: string): string {
  return /^\d/.test(clause) ? `clause ${clause}` : clause;
}

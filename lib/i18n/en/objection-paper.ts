/** The objection as a document, enclosed in its receipt. */
export const objectionPaper = {
  eyebrow: 'Objection {reference}',
  letter: 'The objection, as filed',
  to: 'To',
  from: 'From',
  receipt: 'Receipt',
  proof: 'Proof',
  proves: 'What this proves',
  doesNotProve: 'What it does not prove',
  attached:
    'The letter’s canonical form (JSON after RFC 8785) is attached to this document as {file}. The SHA-256 of that file is the hash of the letter given above: anyone can compute it again.',
  attachment: 'The objection in its canonical form, whose SHA-256 is the hash of the letter',
  codePoints:
    'A character that the typefaces of this document lack is given as its code point, as in [U+4E2D]; the attached file has it as written.',
} as const;

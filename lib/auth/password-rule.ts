import { type Refusal, refuse } from '#lib/command/refusal.ts';
import { codePoints } from '#lib/command/text.ts';

/** In characters: long rather than contrived, as NIST SP 800-63B asks. */
export const SHORTEST = 12;
export const LONGEST = 1000;

/** Whether a new password can be used; undefined: it can. */
export function refusePassword({
  present,
  next,
  again,
}: {
  present: string;
  next: string;
  again: string;
}): Refusal | undefined {
  const fields: Record<string, string> = {};
  const length = codePoints(next);
  if (present === '') fields.present = 'Your present password is missing.';
  if (length < SHORTEST) fields.next = `A password has at least ${SHORTEST} characters; this one has ${length}.`;
  else if (length > LONGEST) fields.next = `A password has at most ${LONGEST} characters.`;
  else if (next.normalize('NFC') === present.normalize('NFC')) fields.next = 'This is your present password.';
  else if (next !== again) fields.again = 'The two differ. Type the new password again.';
  const sentences = Object.values(fields);
  if (sentences.length === 0) return undefined;
  return refuse('invalid_input', sentences.length > 1 ? 'Two entries need another look.' : (sentences[0] ?? ''), {
    fields,
  });
}

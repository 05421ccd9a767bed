import { expect, test } from 'vitest';
import { type AuthorisationReason, authorisationInWords, authorisationSentence, reasons } from './authorisation.ts';

const all = (Object.keys(reasons) as AuthorisationReason[]).map((reason) => ({ reason, state: reasons[reason] }));

test('each answer is a sentence of its own', () => {
  const sentences = all.map((each) =>
    authorisationSentence({ ...each, warningOnly: false }, 'Meltemi Messaging', 'Aurora Bank'),
  );
  expect(new Set(sentences).size).toBe(all.length);
  for (const sentence of sentences)
    expect(sentence).toMatch(/^Meltemi Messaging’s new terms are [a-z ]+ for Aurora Bank: [^.]+\.$/);
});

test('a warning is told from a block', () => {
  const held = { state: 'on_hold', reason: 'objection_unresolved', warningOnly: true } as const;
  expect(authorisationInWords(held)).toBe(
    'on hold: its objection is undecided (a warning only: this DPA has no standstill)',
  );
  expect(authorisationSentence(held, 'Meltemi Messaging', 'Aurora Bank')).toContain('does not block');
});

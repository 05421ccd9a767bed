import { expect, test } from 'vitest';
import { parseCivilDate } from '#lib/deadlines/instant.ts';
import type { Company } from '#lib/register/register.ts';
import type { TermsShown } from './change-shown.ts';
import { noticeText, type Told } from './notice-text.ts';

const company: Company = {
  ...{ slug: 'granary', legalName: 'Granary Vaults', group: null, address: null, contact: null, website: null },
  ...{ category: 'infrastructure', tier: 1, certifications: [] },
};
const stands: TermsShown = {
  description: 'Stores backups.',
  purpose: 'To keep backups.',
  services: [],
  locations: [{ country: 'FI', place: 'Oulu', role: 'primary' }],
  ...{ customerData: ['Name'], platformData: [], dataSubjects: [], transfers: [] },
  ...{ retention: null, encryption: null, keyHolder: null },
};
const change: Told = {
  kind: 'location',
  title: 'Granary Vaults adds a second site',
  reason: 'The first one is full.',
  urgentReason: null,
  company,
  from: { company, terms: stands },
  to: { ...stands, locations: [...stands.locations, { country: 'SE', place: 'Luleå', role: 'secondary' }] },
  plannedStartOn: parseCivilDate('2027-01-04'),
};

test('a notice says what stands, what is new and what ends, why, and from when', () => {
  expect(noticeText(change)).toBe(
    [
      'Granary Vaults adds a second site',
      '',
      'Granary Vaults would process the name, in Finland as today and in Sweden as well, from 4 January 2027.',
      '',
      'What changes',
      'Purpose – as before: To keep backups.',
      'What it does – as before: Stores backups.',
      'Where – as before: Finland — Oulu | new: Sweden — Luleå (secondary)',
      'Your data – as before: Name',
      '',
      'Why',
      'The first one is full.',
      '',
      'Planned start: 4 January 2027',
    ].join('\n'),
  );
});

test('a removal says who leaves, and an urgent replacement why it can’t wait', () => {
  expect(noticeText({ ...change, kind: 'removal', to: null })).toContain('Granary Vaults leaves the register.');
  const urgent = noticeText({ ...change, kind: 'replacement', urgentReason: 'The company before it closes.' });
  expect(urgent).toContain('Why it can’t wait\nThe company before it closes.');
});

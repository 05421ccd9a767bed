import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transferMechanisms } from '#db/schema/vocabulary.ts';
import { parseCivilDate, parseInstant } from '#lib/deadlines/instant.ts';
import type { Company } from '#lib/register/register.ts';
import type { ChangeShown, TermsShown } from './change-shown.ts';
import { countryInSentence } from './country.ts';
import { lede } from './lede.ts';

const company = (legalName: string): Company => ({
  slug: 'company',
  legalName,
  group: null,
  address: null,
  contact: null,
  website: null,
  category: 'service_specific',
  tier: 1,
  certifications: [],
});

const terms: TermsShown = {
  description: 'Carries messages.',
  purpose: 'To deliver support messages.',
  services: ['WhatsApp Support'],
  locations: [{ country: 'US', place: 'Ashburn, Virginia', role: 'primary' }],
  transfers: [{ country: 'US', mechanism: 'data_privacy_framework' }],
  customerData: ['Last name', 'Phone number', 'UPN'],
  platformData: ['Message text'],
  dataSubjects: ['Employees'],
  retention: null,
  encryption: null,
  keyHolder: null,
};

const today: TermsShown = {
  ...terms,
  locations: [{ country: 'IE', place: 'Dublin', role: 'primary' }],
  transfers: [],
  customerData: ['Last name', 'UPN'],
};

const change: ChangeShown = {
  id: 'c',
  kind: 'addition',
  title: 'Arden Messaging is added',
  reason: 'It carries messages at lower cost.',
  urgentReason: null,
  company: company('Arden Messaging Ltd'),
  from: null,
  to: terms,
  plannedStartOn: parseCivilDate('2027-01-01'),
  plannedStartAt: parseInstant('2026-12-31T23:00:00Z'),
  version: 7,
  publishedAt: parseInstant('2026-11-02T08:00:00Z'),
  withdrawnAt: null,
  withdrawalReason: null,
};
const former = company('Brook Cloud SL');

describe('the lede of a change', () => {
  it('says who would process which data of whom, where, from when, and on what the transfer relies', () => {
    expect(lede(change)).toBe(
      'Arden Messaging Ltd would process the last name, phone number, UPN and message text of employees, in the United States, from 1 January 2027. The transfer to the United States relies on the EU–US Data Privacy Framework.',
    );
  });

  it('measures a replacement against whom it replaces', () => {
    const said = lede({ ...change, kind: 'replacement', from: { company: former, terms: today } });
    expect(said).toContain('would take the place of Brook Cloud SL from 1 January 2027');
    expect(said).toContain('Phone number is not processed by the company before it today.');
  });

  it('says where data stays and where else it would go', () => {
    const from = { company: change.company, terms: today };
    const both = { ...terms, locations: [...today.locations, ...terms.locations] };
    expect(lede({ ...change, kind: 'location', from, to: both })).toContain(
      'in Ireland as today and in the United States as well, from 1 January 2027',
    );
    expect(lede({ ...change, kind: 'location', from })).toContain('in the United States and no longer in Ireland');
  });

  it('names each category that comes and each that goes', () => {
    const to = { ...today, customerData: ['Last name', 'Religion'] };
    expect(lede({ ...change, kind: 'data_categories', from: { company: change.company, terms: today }, to })).toBe(
      'Arden Messaging Ltd would process the religion as well and no longer the UPN, in Ireland, from 1 January 2027.',
    );
  });

  it('names every field that differs beside what the kind is about', () => {
    const from = { company: change.company, terms: today };
    const to = { ...terms, retention: 'Two years', purpose: 'To train models.' };
    expect(lede({ ...change, kind: 'location', from, to })).toContain(
      'Also different: purpose, your data and retention.',
    );
    expect(lede({ ...change, kind: 'purpose', from, to: { ...today, purpose: 'To train models.' } })).toContain(
      'on other terms from 1 January 2027. What differs: purpose.',
    );
  });

  it('says that a mechanism is missing', () => {
    const to = { ...terms, transfers: [{ country: 'AR', mechanism: 'not_stated' as const }] };
    expect(lede({ ...change, to })).toContain('No transfer mechanism is stated for Argentina.');
  });

  it('counts what it does not name', () => {
    const customerData = Array.from({ length: 12 }, (_, at) => `Category ${at}`);
    expect(lede({ ...change, to: { ...terms, customerData, platformData: [] } })).toContain(
      'category 6 and 5 further categories of data, each listed below, of employees',
    );
  });

  it('says that data goes nowhere else when a sub-processor is removed', () => {
    expect(lede({ ...change, kind: 'removal', from: { company: change.company, terms }, to: null })).toBe(
      'Arden Messaging Ltd would no longer process your data from 1 January 2027.',
    );
  });

  it('leaves out no country and no transfer, whatever the fields say', () => {
    const code = fc.constantFrom('US', 'IE', 'AR', 'IN', 'GB', 'ZZ', 'CH', 'NL');
    const places = fc.array(
      fc.record({ country: code, place: fc.constant('Somewhere'), role: fc.constant('primary' as const) }),
      { minLength: 1 },
    );
    const transfers = fc.array(fc.record({ country: code, mechanism: fc.constantFrom(...transferMechanisms) }));
    const kinds = fc.constantFrom('addition', 'replacement', 'location', 'purpose', 'data_categories');
    fc.assert(
      fc.property(places, transfers, places, kinds, (locations, covered, before, kind) => {
        const from = kind === 'addition' ? null : { company: former, terms: { ...today, locations: before } };
        const said = lede({ ...change, kind, from, to: { ...terms, locations, transfers: covered } });
        for (const { country } of [...locations, ...covered]) expect(said).toContain(countryInSentence(country));
        expect(said).toContain('1 January 2027');
        expect(said).toContain('Arden Messaging Ltd');
      }),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { termsInput } from './inputs.ts';
import { difference, isThirdCountry, snapshotOf, type Terms, thirdCountries } from './register.ts';
import { freeSlug, slugOf } from './slug.ts';
import { movedBetween } from './version-queries.ts';

const terms: Terms = {
  description: 'Delivers messages.',
  purpose: 'To deliver messages.',
  services: ['chat'],
  locations: [{ country: 'DE', place: 'Hamburg', role: 'primary' }],
  customerData: ['E-mail address'],
  platformData: [],
  dataSubjects: [],
  transfers: [],
  retention: null,
  encryption: null,
  keyHolder: null,
};

describe('difference', () => {
  test('of equal terms is empty, whatever the order of a list', () => {
    const data = { ...terms, customerData: ['Name', 'E-mail address'], services: ['chat', 'mail'] };
    expect(difference(data, structuredClone(data))).toEqual([]);
    expect(difference(data, { ...data, customerData: ['E-mail address', 'Name'], services: ['mail', 'chat'] })).toEqual(
      [],
    );
  });

  test('names what a list gained and lost, and both texts of a text', () => {
    const after: Terms = {
      ...terms,
      purpose: 'To deliver messages and read receipts.',
      customerData: ['E-mail address', 'Phone number'],
      locations: [{ country: 'US', place: 'Ohio', role: 'secondary' }],
      retention: '30 days',
    };
    expect(difference(terms, after)).toEqual([
      { field: 'purpose', form: 'text', before: terms.purpose, after: after.purpose },
      { field: 'locations', form: 'list', kept: [], added: ['Ohio, US (secondary)'], removed: ['Hamburg, DE'] },
      { field: 'customerData', form: 'list', kept: ['E-mail address'], added: ['Phone number'], removed: [] },
      { field: 'retention', form: 'text', before: null, after: '30 days' },
    ]);
  });

  test('of a place that only becomes secondary is a difference', () => {
    const demoted: Terms = { ...terms, locations: [{ country: 'DE', place: 'Hamburg', role: 'secondary' }] };
    expect(difference(terms, demoted).map(({ field }) => field)).toEqual(['locations']);
  });

  test('from nothing and to nothing names every field that says something', () => {
    const said = ['description', 'purpose', 'services', 'locations', 'customerData'];
    expect(difference(null, terms).map(({ field }) => field)).toEqual(said);
    expect(difference(terms, null).map(({ field }) => field)).toEqual(said);
    expect(difference(null, null)).toEqual([]);
  });
});

test('the EEA is no third country, all others are; a country that is not stated is a gap and neither', () => {
  for (const inside of ['IE', 'DE', 'IS', 'LI', 'NO']) expect(isThirdCountry(inside), inside).toBe(false);
  for (const outside of ['US', 'AR', 'GB', 'CH']) expect(isThirdCountry(outside), outside).toBe(true);
  expect(isThirdCountry('ZZ')).toBe(false);
  const place = (country: string) => ({ country, place: 'Somewhere', role: 'primary' as const });
  expect(thirdCountries([place('US'), place('IE'), place('US'), place('AR')])).toEqual(['US', 'AR']);
});

test('a third country without a mechanism is kept as not stated, and a stated one stays', () => {
  const input = {
    description: 'A',
    purpose: 'B',
    locations: [
      { country: 'US', place: 'Ohio' },
      { country: 'AR', place: 'Rosario' },
      { country: 'IE', place: 'Dublin' },
    ],
    transfers: [{ country: 'US', mechanism: 'standard_contractual_clauses' }],
  };
  expect(termsInput.parse(input).transfers.map(({ country, mechanism }) => [country, mechanism])).toEqual([
    ['US', 'standard_contractual_clauses'],
    ['AR', 'not_stated'],
  ]);
});

test('a snapshot is in the order of the slugs, and two tell what came, left and changed', () => {
  const entry = (slug: string, said: Terms = terms) => ({
    subprocessorId: slug,
    termsId: slug,
    company: {
      ...{ slug, legalName: slug.toUpperCase(), group: null, address: null, contact: null, website: null },
      ...{ category: 'infrastructure' as const, tier: 1, certifications: [] },
    },
    terms: said,
  });
  const at = { publishedAt: '2026-01-01T00:00:00.000000Z', note: 'A note.' };
  const before = snapshotOf({ ...at, number: 1 }, [entry('zephyr'), entry('amihan'), entry('leaver')], []);
  expect(before.entries.map(({ slug }) => slug)).toEqual(['amihan', 'leaver', 'zephyr']);
  const now = [entry('amihan', { ...terms, purpose: 'Another.' }), entry('zephyr'), entry('bise')];
  const after = snapshotOf({ ...at, number: 2 }, now, []);
  expect(movedBetween(before, after).map(({ slug, moved }) => [slug, moved])).toEqual([
    ['amihan', 'changed'],
    ['bise', 'came'],
    ['leaver', 'left'],
  ]);
});

test('a slug is plain, and a taken one is numbered on', () => {
  expect(slugOf('  Ñandú & Söhne, S.A. ')).toBe('nandu-sohne-s-a');
  expect(slugOf('株式会社')).toBe('unnamed');
  expect(slugOf(`${'a'.repeat(59)} b`)).toBe('a'.repeat(59));
  expect(freeSlug('Chat', [])).toBe('chat');
  expect(freeSlug('Chat', ['chat', 'chat-2', 'chatter'])).toBe('chat-3');
});

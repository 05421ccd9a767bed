import { describe, expect, test } from 'vitest';
import type { ChangeShown, TermsShown } from '#lib/changes/change-shown.ts';
import { parseCivilDate, parseInstant } from '#lib/deadlines/instant.ts';
import type { Company } from '#lib/register/register.ts';
import { ledeInSpanish } from './lede-in-spanish.ts';
import { untilThenIn } from './until-then-in.ts';

const company = (legalName: string): Company => ({
  ...{ slug: 'company', legalName, group: null, address: null, contact: null, website: null },
  ...{ category: 'service_specific', tier: 1, certifications: [] },
});
const terms: TermsShown = {
  ...{ description: 'Carries messages.', purpose: 'To deliver messages.', services: [] },
  locations: [{ country: 'US', place: 'Ashburn', role: 'primary' }],
  transfers: [{ country: 'US', mechanism: 'standard_contractual_clauses' }],
  ...{ customerData: ['Last name'], platformData: ['IP address'], dataSubjects: ['Employees'] },
  ...{ retention: null, encryption: null, keyHolder: null },
};
const addition: ChangeShown = {
  ...{ id: 'c', kind: 'addition', title: '', reason: '', urgentReason: null, version: 2 },
  ...{ company: company('Arden Ltd'), from: null, to: terms },
  plannedStartOn: parseCivilDate('2027-01-01'),
  plannedStartAt: parseInstant('2026-12-31T23:00:00Z'),
  publishedAt: parseInstant('2026-11-02T08:00:00Z'),
  ...{ withdrawnAt: null, withdrawalReason: null },
};
const brook = { company: company('Brook SL'), terms: { ...terms, customerData: [] } };
const own = { company: company('Arden Ltd'), terms };
const replacement: ChangeShown = { ...addition, kind: 'replacement', from: brook };
const location: ChangeShown = {
  ...addition,
  ...{ kind: 'location', from: own },
  to: { ...terms, locations: [...terms.locations, { country: 'IE', place: 'Dublin', role: 'secondary' }] },
};
const data: ChangeShown = {
  ...addition,
  ...{ kind: 'data_categories', from: own },
  to: { ...terms, customerData: ['Phone number'], retention: '30 days' },
};
const purpose: ChangeShown = { ...addition, kind: 'purpose', from: own, to: { ...terms, purpose: 'To bill.' } };

test('what a change would do is said of each kind from its fields', () => {
  expect(ledeInSpanish(addition)).toBe(
    'Arden Ltd trataría datos personales de su organización a partir del 1 de enero de 2027, en Estados Unidos. Categorías de datos: «Last name», «IP address». Interesados: «Employees». La transferencia a Estados Unidos se basa en cláusulas contractuales tipo.',
  );
  expect(ledeInSpanish(replacement)).toContain(
    'Arden Ltd sustituiría a Brook SL a partir del 1 de enero de 2027 y trataría datos personales de su organización en Estados Unidos.',
  );
  expect(ledeInSpanish(replacement)).toContain('La empresa sustituida no trata hoy: «Last name».');
  expect(ledeInSpanish(location)).toContain('en Estados Unidos, como hasta ahora, y además en Irlanda, a partir del');
  expect(ledeInSpanish(data)).toContain('Se añadirían: «Phone number». Dejarían de tratarse: «Last name».');
  expect(ledeInSpanish(data)).toContain('También cambia: conservación.');
  expect(ledeInSpanish(purpose)).toContain('Lo que cambia: finalidad.');
  const gap: TermsShown = {
    ...terms,
    locations: [{ country: 'ZZ', place: 'a cloud', role: 'primary' }],
    transfers: [{ country: 'AR', mechanism: 'not_stated' }],
  };
  expect(ledeInSpanish({ ...addition, to: gap })).toContain('en un país que no consta.');
  expect(ledeInSpanish({ ...addition, to: gap })).toContain(
    'No consta ningún mecanismo de transferencia para Argentina.',
  );
  expect(ledeInSpanish({ ...addition, kind: 'removal', from: own, to: null })).toBe(
    'Arden Ltd dejaría de tratar sus datos a partir del 1 de enero de 2027.',
  );
});

describe('what holds until a change may start', () => {
  const standing = {
    closesAt: parseInstant('2026-12-02T23:00:00Z'),
    ...{ outcome: 'open' as const, standstill: true, urgent: false, emergencyClause: null, zone: 'Europe/Madrid' },
  };

  test.each([addition, replacement, location, data, purpose])(
    '$kind: no promise is made that English does not make',
    (change) => {
      const [en, es] = [untilThenIn('en', change, standing), untilThenIn('es', change, standing)];
      expect(es).toMatch(
        /antes del 1 de enero de 2027, ni mientras una objeción de su organización esté sin decidir\.$/,
      );
      expect(en).toMatch(/before 1 January 2027, nor while an objection of yours is undecided\.$/);
      expect(es.split('. ')).toHaveLength(en.split('. ').length);
      expect(es.includes('Brook SL')).toBe(en.includes('Brook SL'));
    },
  );

  test('a DPA without standstill is promised nothing', () => {
    const es = untilThenIn('es', addition, { ...standing, standstill: false });
    expect(es).toContain('a partir del 1 de enero de 2027');
    expect(es).not.toContain('No enviaremos');
  });

  test('an extension past the planned start moves the day', () => {
    expect(untilThenIn('es', addition, { ...standing, closesAt: parseInstant('2027-01-15T23:00:00Z') })).toContain(
      'antes del 16 de enero de 2027',
    );
  });

  test('an urgent replacement says by what right it starts, or that it waits', () => {
    const urgent: ChangeShown = {
      ...replacement,
      urgentReason: 'It stops.',
      plannedStartOn: parseCivilDate('2026-11-21'),
      plannedStartAt: parseInstant('2026-11-20T23:00:00Z'),
    };
    expect(untilThenIn('es', urgent, { ...standing, urgent: true, emergencyClause: '9.2' })).toBe(
      'Brook SL sigue tratando sus datos como hasta ahora hasta el 21 de noviembre de 2026. A partir de ese día podrá tratarlos Arden Ltd, aunque su plazo dura hasta el final del 2 de diciembre de 2026 (hora de Madrid): lo permite la cláusula 9.2 de su contrato de encargo. Si presenta una objeción, hasta que decidamos, sus condiciones quedan en suspenso para su organización.',
    );
    expect(untilThenIn('es', urgent, standing)).toContain('lo que su contrato de encargo no permite en su caso');
    expect(untilThenIn('es', urgent, standing)).toContain('antes del 3 de diciembre de 2026');
  });
});

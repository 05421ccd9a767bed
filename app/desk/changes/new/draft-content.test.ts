import { expect, test } from 'vitest';
import { changeInput, draftInput } from '#lib/changes/inputs.ts';
import { contentFrom, typedFrom } from './draft-content.ts';

const sent = {
  kind: ['addition'],
  title: ['Meltemi joins the register'],
  reason: ['To send messages.'],
  plannedStartOn: ['2027-01-01'],
  'company.legalName': ['Meltemi Messaging GmbH'],
  'company.website': [''],
  'company.category': ['service_specific'],
  'company.tier': ['2'],
  'company.certifications.0.name': ['ISO/IEC 27001'],
  'company.certifications.0.validTo': [''],
  'company.certifications.3.name': [''],
  'company.certifications.3.validTo': [''],
  'terms.description': ['Delivers messages.'],
  'terms.purpose': ['To deliver messages.'],
  'terms.customerData': ['Name\n\n Phone \n'],
  'terms.locations.1.country': ['DE'],
  'terms.locations.1.place': ['Hamburg'],
  'terms.locations.1.role': ['primary'],
  'terms.locations.4.country': [''],
  'terms.locations.4.place': [' '],
  'terms.locations.4.role': ['primary'],
  'terms.serviceIds': ['0199aaaa-0000-7000-8000-000000000001', '0199aaaa-0000-7000-8000-000000000002'],
};

test('what the form sends is a change as publishing reads it', () => {
  const parsed = changeInput.parse(contentFrom(sent));
  expect(parsed.company).toMatchObject({
    legalName: 'Meltemi Messaging GmbH',
    website: null,
    tier: 2,
    certifications: [{ name: 'ISO/IEC 27001', validTo: null }],
  });
  expect(parsed.terms).toMatchObject({
    customerData: ['Name', 'Phone'],
    locations: [{ country: 'DE', place: 'Hamburg', role: 'primary' }],
    serviceIds: sent['terms.serviceIds'],
  });
});

test('an empty form can be kept', () => {
  const content = contentFrom({ kind: ['addition'], 'terms.locations.0.country': [''] });
  expect(draftInput.safeParse({ content: { changes: [content] } }).success).toBe(true);
});

test('a kept draft shows again as it was typed, rows closed up', () => {
  const content = contentFrom(sent);
  expect(contentFrom(typedFrom(content))).toEqual(content);
});

test('content of another form shows as an empty form', () => {
  expect(typedFrom({ kind: 'addition', terms: 'none', company: [1], title: null })).toEqual({ kind: ['addition'] });
});

test('a removal has no terms, and a known company is not described again', () => {
  expect(contentFrom({ ...sent, kind: ['removal'] }).terms).toBeNull();
  expect(contentFrom({ ...sent, subprocessorId: ['0199aaaa-0000-7000-8000-000000000009'] }).company).toBeNull();
});

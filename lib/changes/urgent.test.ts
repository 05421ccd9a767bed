import { expect, test } from 'vitest';
import { allowsUrgency, refuseUrgency } from './urgent.ts';

const allowing = { emergencyClause: 'clause 9', incorporatesScc: false, dora: false };

test.each([
  [allowing, true],
  [{ ...allowing, emergencyClause: null }, false],
  [{ ...allowing, incorporatesScc: true }, false],
  [{ ...allowing, dora: true }, false],
])('%o allows an urgent start: %s', (terms, allowed) => {
  expect(allowsUrgency(terms)).toBe(allowed);
});

test('only a replacement is urgent', () => {
  const urgent = { reason: 'It stops its service.' };
  expect(refuseUrgency({ kind: 'replacement', urgent })).toBeUndefined();
  expect(refuseUrgency({ kind: 'addition', urgent: null })).toBeUndefined();
  expect(refuseUrgency({ kind: 'addition', urgent })).toMatchObject({
    code: 'invalid_input',
    fields: { urgent: expect.any(String) },
  });
});

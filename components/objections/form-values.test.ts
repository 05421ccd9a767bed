import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typedIn } from '#components/ui/form-state.ts';
import { groundCategories } from '#db/schema/vocabulary.ts';
import { draftContent, objectionInput } from '#lib/objections/inputs.ts';
import { controlsOf, draftOf, type FormValues, valuesOfDraft, valuesTyped } from './form-values.ts';

const id = '0199d2a4-0000-7000-8000-000000000001';
const values: FormValues = {
  noticeId: id,
  idempotencyKey: '0199d2a4-0000-7000-8000-000000000002',
  groundCategories: ['data_residency', 'other'],
  groundsText: 'Our data stay in Austria.',
  requestedActions: ['Keep them there.', '', 'Say so in writing.'],
  dataCategories: ['Phone number'],
  serviceIds: [id],
  fileIds: [id],
  filerName: 'Marta Quintero',
  capacity: '',
  actingAs: null,
  onBehalfOf: '',
  declaration: true,
};

function sent(of: FormValues): FormValues {
  const form = new FormData();
  for (const [name, value] of controlsOf(of)) form.append(name, value);
  return valuesTyped(typedIn(form));
}

describe('what the form holds', () => {
  it('comes through a form as it was, whatever was typed', () => {
    const text = fc.string({ unit: 'grapheme' }).map((typed) => typed.replaceAll(/\r\n?|\n/g, ' '));
    const anything = fc.record({
      groundsText: text,
      filerName: text,
      requestedActions: fc.array(text, { maxLength: 25 }),
      groundCategories: fc.subarray(groundCategories),
      dataCategories: fc.array(text),
      declaration: fc.boolean(),
      actingAs: fc.constantFrom(null, 'controller' as const, 'processor' as const),
    });
    fc.assert(
      fc.property(anything, (typed) => {
        expect(sent({ ...values, ...typed })).toEqual({ ...values, ...typed });
      }),
    );
  });

  it('is what the schema takes: empty rows are no actions, and nothing stated is null', () => {
    const parsed = objectionInput.parse(values);
    expect(parsed.requestedActions).toEqual(['Keep them there.', 'Say so in writing.']);
    expect(parsed.actingAs).toBeNull();
    expect(parsed.groundCategories).toEqual(['data_residency', 'other']);
  });

  it('comes back from a draft, all but the declaration', () => {
    const kept = draftContent.parse(draftOf(values));
    expect(valuesOfDraft(kept, { noticeId: id, idempotencyKey: 'another', fileIds: [id] })).toEqual({
      ...values,
      declaration: false,
    });
  });

  it('starts with one empty row to write an action into', () => {
    const fresh = valuesOfDraft({}, { noticeId: id, idempotencyKey: id, fileIds: [] });
    expect(fresh.requestedActions).toEqual(['']);
  });
});

import { expect, test } from 'vitest';
import { parseInstant } from '#lib/deadlines/instant.ts';
import { recordedInput } from '#lib/objections/desk-inputs.ts';
import { inTheirName, recordedFrom, statedInstant } from './recorded-fields.ts';

const sent = {
  noticeId: ['0199aaaa-0000-7000-8000-000000000001'],
  idempotencyKey: ['0199aaaa-0000-7000-8000-000000000002'],
  channel: ['email'],
  receivedOn: ['2026-11-11'],
  receivedTime: ['17:02:09'],
  original: ['From: dpo@subscriber.example\n\nWe object.'],
  groundCategories: ['data_residency', 'other'],
  groundsText: ['We object.'],
  filerName: ['Marta Quintero'],
  capacity: [''],
  actingAs: [''],
  'requestedActions.0': ['Keep it here.'],
  'requestedActions.3': [''],
  'admission.reason': [''],
  'admission.dataAlreadySent': [''],
};

test('what the form sends can be recorded, without an admission where none is said', () => {
  const parsed = recordedInput.parse(recordedFrom(sent, parseInstant('2026-11-11T16:02:09Z')));
  expect(parsed).toMatchObject({
    receivedAt: '2026-11-11T16:02:09.000000Z',
    actingAs: null,
    capacity: null,
    requestedActions: ['Keep it here.'],
    admission: null,
  });
});

test('half an admission is one, so that the other half is asked for', () => {
  const said = { ...sent, 'admission.reason': ['It came in time.'] };
  const parsed = recordedInput.safeParse(recordedFrom(said, parseInstant('2026-11-11T16:02:09Z')));
  expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['admission.dataAlreadySent']);
});

test('the stated instant is read by the vendor’s clocks', () => {
  expect(statedInstant(sent, 'Europe/Madrid')).toEqual({ instant: '2026-11-11T16:02:09.000000Z' });
});

test.each([
  [{ receivedTime: [''] }, /State the day and the time/],
  [{ receivedOn: ['2026-02-30'] }, /no day and time/],
  [{ receivedTime: ['25:00'] }, /no day and time/],
])('%j is none', (wrong, sentence) => {
  expect(statedInstant({ ...sent, ...wrong }, 'Europe/Madrid')).toEqual({ wrong: expect.stringMatching(sentence) });
});

test('the sentences speak of whoever wrote, not of whoever records', () => {
  expect(
    inTheirName({ filerName: 'Your name is missing.', groundsText: 'The description of your grounds is missing.' }),
  ).toEqual({
    filerName: 'Their name is missing.',
    groundsText: 'The description of the grounds is missing.',
  });
});

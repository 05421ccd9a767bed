import { expect, test } from 'vitest';
import { parseInstant } from '#lib/deadlines/instant.ts';
import { type Approvable, type Approval, approvalState, refuseApprover, refuseUnapproved } from './approval.ts';

const asked: Approval = {
  approvalId: 'a',
  contentSha256: 'ab',
  againstVersion: 4,
  askedBy: 'marta',
  askedByName: 'Marta',
  askedAt: parseInstant('2026-11-24T08:00:00Z'),
  ...{ answer: null, answeredBy: null, answeredByName: null, answeredAt: null, reason: null },
};
const approved: Approval = { ...asked, answer: 'approved', answeredBy: 'jon' };
const now: Approvable = { contentSha256: 'ab', againstVersion: '4', authors: ['marta'], latest: 4 };

test.each([
  ['nothing was asked', null, now, 'none'],
  ['asked', asked, now, 'asked'],
  ['approved', approved, now, 'approved'],
  [
    'sent back, whatever happened since',
    { ...asked, answer: 'sent_back' },
    { ...now, contentSha256: 'cd' },
    'sent_back',
  ],
  ['asked anew since', { ...asked, answer: 'lapsed' }, now, 'none'],
  ['the draft was edited', approved, { ...now, contentSha256: 'cd' }, 'void'],
  ['the register moved on', approved, { ...now, latest: 5 }, 'void'],
  [
    'the register moved on, and the draft was compared with it',
    approved,
    { ...now, latest: 5, againstVersion: '5' },
    'void',
  ],
  ['edited while asked', asked, { ...now, contentSha256: 'cd' }, 'void'],
  ['the approver wrote on it, and took it back', approved, { ...now, authors: ['marta', 'jon'] }, 'void'],
] as const)('%s', (_what, approval, then, state) => {
  expect(approvalState(approval, then)).toBe(state);
});

test('nobody approves what they wrote on or asked about', () => {
  expect(refuseApprover('marta', asked, { ...now, authors: [] })).toMatchObject({ code: 'own_draft' });
  expect(refuseApprover('jon', asked, { ...now, authors: ['marta', 'jon'] })).toMatchObject({ code: 'own_draft' });
  expect(refuseApprover('jon', asked, now)).toBeUndefined();
});

test('publishing waits for an approval only where the vendor asks for one', () => {
  for (const state of ['none', 'asked', 'sent_back', 'void'] as const) {
    expect(refuseUnapproved(true, state)).toMatchObject({ code: 'approval_needed' });
    expect(refuseUnapproved(false, state)).toBeUndefined();
  }
  expect(refuseUnapproved(true, 'approved')).toBeUndefined();
});

import { describe, expect, test } from 'vitest';
import { type ObjectionStatus, objectionStatuses } from '#db/schema/vocabulary.ts';
import { isRefusal } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { Notice } from '#lib/notices/notice.ts';
import type { Objection } from './objection.ts';
import { reception, refuseAdmission, refuseInformationRequest, refuseResumption, refuseReview } from './triage.ts';

const givenAt = '2026-11-02T08:00:00.000000Z' as Instant;
const closesAt = '2026-12-02T23:00:00.000000Z' as Instant;
const lastMoment = '2026-12-02T22:59:59.999999Z' as Instant;

const notice: Notice = {
  id: 'n',
  subscriberId: 's',
  changeId: 'c',
  windowId: 'w',
  plannedStartAt: '2026-12-31T23:00:00.000000Z' as Instant,
  closesAt,
  answer: null,
  shownAt: null,
  unprovenSince: null,
  earlyStartAt: null,
  authorisation: 'general',
  noticeRequired: false,
  changeWithdrawnAt: null,
  urgent: false,
};
const objection = (status: ObjectionStatus, on: Notice = notice): Objection => ({
  id: 'o',
  reference: 'OBJ-2026-7K3M9Q',
  subscriberId: 's',
  status,
  channel: 'demur',
  receivedAt: givenAt,
  respondBy: null,
  pausedAt: null,
  lastAction: 0,
  openProposalId: null,
  carriedTo: null,
  notice: on,
});

const told = (refusal: unknown) => (isRefusal(refusal) ? refusal.code : (refusal ?? 'done'));

describe('what the desk may do with an objection', () => {
  const allowed: Record<string, ObjectionStatus[]> = {
    review: ['filed'],
    request: ['filed', 'under_review'],
    resumption: ['information_requested'],
    admission: ['late'],
  };
  const law = {
    review: refuseReview,
    request: refuseInformationRequest,
    resumption: refuseResumption,
    admission: (on: Objection) => refuseAdmission(on, []),
  };
  test.each(Object.entries(law))('%s', (act, refuse) => {
    expect(objectionStatuses.filter((status) => told(refuse(objection(status))) === 'done')).toEqual(
      objectionStatuses.filter((status) => allowed[act]?.includes(status)),
    );
  });

  test('a late objection is not admitted beside another one, nor to a notice that has ended', () => {
    expect(told(refuseAdmission(objection('late'), ['under_review']))).toBe('already_objected');
    expect(told(refuseAdmission(objection('late'), ['awaiting_subscriber']))).toBe('already_objected');
    expect(told(refuseAdmission(objection('late'), ['resolved']))).toBe('already_resolved');
    expect(told(refuseAdmission(objection('late', { ...notice, answer: 'superseded' }), []))).toBe('change_superseded');
    expect(told(refuseAdmission(objection('late', { ...notice, changeWithdrawnAt: givenAt }), []))).toBe(
      'change_withdrawn',
    );
  });
});

describe('what a recorded objection is', () => {
  const admission = { reason: 'It lay in the post room.', dataAlreadySent: 'None.' };
  test.each([
    ['received in the last microsecond, recorded then', lastMoment, lastMoment, null, 'in_time'],
    ['received in the last microsecond, recorded after the close', lastMoment, closesAt, null, 'invalid_input'],
    ['the same, admitted', lastMoment, closesAt, admission, 'admitted'],
    ['received at the close', closesAt, closesAt, null, 'late'],
    ['received at the close, an admission offered', closesAt, closesAt, admission, 'late'],
    ['received when the notice was given', givenAt, lastMoment, null, 'in_time'],
    ['received before it', '2026-11-02T07:59:59.999999Z' as Instant, lastMoment, null, 'invalid_input'],
    ['received in the future', closesAt, lastMoment, null, 'invalid_input'],
  ])('%s', (_case, receivedAt, now, given, expected) => {
    expect(told(reception({ ...notice, givenAt }, [], { receivedAt, admission: given }, now))).toBe(expected);
  });

  test.each([
    ['another one in hand', ['filed'], 'already_objected'],
    ['one decided', ['resolved'], 'already_resolved'],
    ['a late one that rests', ['late'], 'in_time'],
  ] as const)('beside %s', (_case, standing, expected) => {
    expect(told(reception({ ...notice, givenAt }, standing, { receivedAt: givenAt, admission: null }, givenAt))).toBe(
      expected,
    );
  });
});

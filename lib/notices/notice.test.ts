import { describe, expect, test } from 'vitest';
import { parseInstant } from '#lib/deadlines/instant.ts';
import {
  type Notice,
  outcomeOf,
  refuseAcceptance,
  refuseEarlyStart,
  refuseMoreTime,
  refuseTakingBack,
} from './notice.ts';

const closesAt = parseInstant('2026-12-02T23:00:00Z');
const before = parseInstant('2026-12-02T22:59:59.999999Z');
const after = parseInstant('2026-12-02T23:00:00.000001Z');

const notice: Notice = {
  id: 'n',
  subscriberId: 's',
  changeId: 'c',
  windowId: 'w',
  plannedStartAt: parseInstant('2026-12-10T23:00:00Z'),
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
const read = parseInstant('2026-11-20T08:00:00Z');

describe('the outcome of a notice', () => {
  test.each([
    ['a microsecond before the close', {}, before, 'open'],
    ['at the close', {}, closesAt, 'deemed_accepted'],
    ['a microsecond after the close', {}, after, 'deemed_accepted'],
    ['under specific authorisation, before', { authorisation: 'specific' }, before, 'open'],
    ['under specific authorisation, after', { authorisation: 'specific' }, closesAt, 'not_authorised'],
    ['unread where proof is needed, before', { noticeRequired: true }, before, 'open'],
    ['unread where proof is needed, after', { noticeRequired: true }, closesAt, 'notice_unproven'],
    ['read too late where proof is needed', { noticeRequired: true, shownAt: closesAt }, after, 'notice_unproven'],
    ['read where proof is needed', { noticeRequired: true, shownAt: read }, closesAt, 'deemed_accepted'],
    ['unproven before unauthorised', { noticeRequired: true, authorisation: 'specific' }, after, 'notice_unproven'],
    ['answered, before', { answer: 'accepted' }, before, 'accepted'],
    ['answered, after', { answer: 'objected' }, after, 'objected'],
    ['ended', { answer: 'change_withdrawn', noticeRequired: true }, after, 'change_withdrawn'],
  ] as const)('%s', (_when, given, now, outcome) => {
    expect(outcomeOf({ ...notice, ...given }, now)).toBe(outcome);
  });
});

const ends = [
  [{ changeWithdrawnAt: before }, 'change_withdrawn'],
  [{ answer: 'change_withdrawn' }, 'change_withdrawn'],
  [{ answer: 'superseded' }, 'change_superseded'],
  [{ answer: 'not_concerned' }, 'not_open'],
] as const;

describe.each([
  ['recording “no objection”', refuseAcceptance],
  ['taking it back', refuseTakingBack],
  ['asking for more time', refuseMoreTime],
  ['asking for an early start', refuseEarlyStart],
])('%s', (_what, law) => {
  test.each(ends)('of a notice that ended so: %j', (given, code) => {
    expect(law({ ...notice, ...given }, before)?.code).toBe(code);
  });
});

test.each([
  [refuseAcceptance, {}, before, undefined],
  [refuseAcceptance, {}, closesAt, 'window_closed'],
  [refuseAcceptance, { answer: 'accepted' }, before, 'already_answered'],
  [refuseAcceptance, { answer: 'objected' }, before, 'already_objected'],
  [refuseTakingBack, {}, before, 'not_open'],
  [refuseTakingBack, { answer: 'accepted' }, before, undefined],
  [refuseTakingBack, { answer: 'accepted' }, closesAt, 'window_closed'],
  [refuseTakingBack, { answer: 'accepted', earlyStartAt: read }, before, 'already_done'],
  [refuseMoreTime, {}, before, undefined],
  [refuseMoreTime, {}, closesAt, 'window_closed'],
  [refuseEarlyStart, {}, before, 'window_open'],
  [refuseEarlyStart, { answer: 'accepted' }, before, undefined],
  [refuseEarlyStart, { answer: 'objected' }, before, 'already_objected'],
  [refuseEarlyStart, { answer: 'accepted', earlyStartAt: read }, before, 'already_done'],
  [refuseEarlyStart, {}, after, undefined],
  [refuseEarlyStart, { authorisation: 'specific' }, after, 'not_open'],
  [refuseEarlyStart, { noticeRequired: true }, after, 'not_open'],
  [refuseEarlyStart, { answer: 'accepted', plannedStartAt: closesAt }, after, 'not_open'],
] as const)('$0.name of %j at %s', (law, given, now, code) => {
  expect(law({ ...notice, ...given }, now)?.code).toBe(code);
});

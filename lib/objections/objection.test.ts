import { describe, expect, test } from 'vitest';
import { objectionStatuses } from '#db/schema/vocabulary.ts';
import type { RefusalCode } from '#lib/command/refusal.ts';
import { parseInstant } from '#lib/deadlines/instant.ts';
import type { Notice } from '#lib/notices/notice.ts';
import {
  afterRetraction,
  isLate,
  type Objection,
  refuseAsItStands,
  refuseDisagreement,
  refuseFiling,
  refuseInformation,
  refuseInstantDispute,
  refuseRetraction,
  refuseSupplement,
} from './objection.ts';

const closesAt = parseInstant('2026-12-02T23:00:00Z');
const before = parseInstant('2026-12-02T22:59:59.999999Z');

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

const objection: Objection = {
  id: 'o',
  reference: 'OBJ-2026-P87NHS',
  subscriberId: 's',
  status: 'filed',
  channel: 'demur',
  receivedAt: before,
  respondBy: null,
  pausedAt: null,
  lastAction: 0,
  openProposalId: null,
  carriedTo: null,
  notice: { ...notice, answer: 'objected' },
};

test('one microsecond decides whether an objection is late', () => {
  expect(isLate(notice, before)).toBe(false);
  expect(isLate(notice, closesAt)).toBe(true);
});

describe('filing', () => {
  test.each([
    ['in the window', {}, [], before, undefined],
    ['late', {}, [], closesAt, undefined],
    ['after “no objection”', { answer: 'accepted' }, [], before, undefined],
    ['late, after “no objection”', { answer: 'accepted' }, [], closesAt, undefined],
    ['after a retraction', {}, [], before, undefined],
    ['a second time', { answer: 'objected' }, ['filed'], before, 'already_objected'],
    ['while one is under review', { answer: 'objected' }, ['under_review'], before, 'already_objected'],
    ['while information is awaited', { answer: 'objected' }, ['information_requested'], before, 'already_objected'],
    ['while a proposal is out', { answer: 'objected' }, ['awaiting_subscriber'], closesAt, 'already_objected'],
    ['after a decision', { answer: 'objected' }, ['resolved'], before, 'already_resolved'],
    ['late, after a decision', { answer: 'objected' }, ['resolved'], closesAt, 'already_resolved'],
    ['late a second time', {}, ['late'], closesAt, 'already_objected'],
    ['in a window extended since a late one', {}, ['late'], before, undefined],
    ['when the change is withdrawn', { changeWithdrawnAt: before }, [], before, 'change_withdrawn'],
    ['when the notice is superseded', { answer: 'superseded' }, [], before, 'change_superseded'],
    ['when it no longer concerns the subscriber', { answer: 'not_concerned' }, [], before, 'not_open'],
  ] as const)('%s', (_when, given, standing, now, code) => {
    expect(refuseFiling({ ...notice, ...given }, standing, now)?.code).toBe(code);
  });
});

/** For every status of an objection: what a subscriber may still do, or the code of the refusal. */
const law: Record<
  (typeof objectionStatuses)[number],
  [supplement: Answer, retract: Answer, inform: Answer, disagree: Answer]
> = {
  late: ['yes', 'yes', 'not_awaiting', 'wrong_status'],
  filed: ['yes', 'yes', 'not_awaiting', 'wrong_status'],
  under_review: ['yes', 'yes', 'not_awaiting', 'wrong_status'],
  information_requested: ['yes', 'yes', 'yes', 'wrong_status'],
  awaiting_subscriber: ['yes', 'yes', 'not_awaiting', 'wrong_status'],
  resolved: ['already_resolved', 'already_resolved', 'already_resolved', 'yes'],
  retracted: ['wrong_status', 'already_done', 'wrong_status', 'wrong_status'],
  ended: ['change_withdrawn', 'change_withdrawn', 'change_withdrawn', 'wrong_status'],
};
type Answer = 'yes' | RefusalCode;

test.each(objectionStatuses)('what a subscriber may do with an objection that is %s', (status) => {
  const answers = [refuseSupplement, refuseRetraction, refuseInformation, refuseDisagreement].map(
    (refuse) => refuse({ ...objection, status })?.code ?? 'yes',
  );
  expect(answers).toEqual(law[status]);
});

test('only an instant that the vendor stated can be disputed', () => {
  expect(refuseInstantDispute(objection)?.code).toBe('wrong_status');
  expect(refuseInstantDispute({ ...objection, channel: 'email' })).toBeUndefined();
  expect(refuseInstantDispute({ ...objection, channel: 'post', status: 'resolved' })).toBeUndefined();
});

test.each([
  ['filed', before, 'open'],
  ['awaiting_subscriber', before, 'open'],
  ['filed', closesAt, 'accepted'],
  ['under_review', closesAt, 'accepted'],
  ['late', closesAt, 'unchanged'],
] as const)('retracting one that is %s at %s leaves the notice %s', (status, now, left) => {
  expect(afterRetraction({ ...objection, status }, now)).toBe(left);
});

test('one that stands on elsewhere says where to go on, to both sides', () => {
  const carried: Objection = { ...objection, status: 'ended', carriedTo: 'OBJ-2026-7K3M9Q' };
  const there = { code: 'change_superseded', facts: { carriedTo: 'OBJ-2026-7K3M9Q' } };
  for (const refuse of [refuseSupplement, refuseRetraction, refuseInformation, refuseAsItStands])
    expect(refuse(carried)).toMatchObject(there);
});

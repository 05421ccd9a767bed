import { expect, test } from 'vitest';
import { proposalInput, resolutionInput } from '#lib/resolutions/inputs.ts';
import { measuresFrom, needsAgreement, resolutionFrom, withdrawalProposalFrom } from './decision-fields.ts';

const id = (digit: number) => `0199aaaa-0000-7000-8000-00000000000${digit}`;
const common = { objectionId: [id(1)], supersedes: [''], reasons: ['We looked at it.'] };
/** Fields of options that were not chosen stand in the form too. */
const others = {
  ceaseScope: ['everyone'],
  ceaseOn: [''],
  'actions.0.requestedActionId': [id(2)],
  'actions.0.owner': ['Platform team'],
  'actions.0.dueOn': ['2027-01-29'],
  serviceIds: [id(3)],
};

test('a cease for one subscriber carries no reason for withdrawing the change', () => {
  const typed = { ...common, ...others, option: ['cease'], ceaseScope: ['this_subscriber'], ceaseOn: ['2026-12-01'] };
  const parsed = resolutionInput.parse(
    resolutionFrom({ ...typed, dataPlan: ['Nothing was sent.'], withdrawalReason: ['left from before'] }),
  );
  expect(parsed).toMatchObject({
    option: 'cease',
    ceaseScope: 'this_subscriber',
    withdrawalReason: null,
    supersedes: null,
  });
});

test('a corrective action carries each requested action with owner and day', () => {
  const parsed = resolutionInput.parse(resolutionFrom({ ...common, ...others, option: ['corrective_action'] }));
  expect(parsed).toMatchObject({
    actions: [{ requestedActionId: id(2), owner: 'Platform team', dueOn: '2027-01-29' }],
  });
});

test('a withdrawal for good carries no last day, whatever the hidden field holds', () => {
  const typed = {
    ...common,
    ...others,
    option: ['feature_withdrawal'],
    withdrawalBasis: ['vendor_ceases'],
    withdrawalDuration: ['permanent'],
    untilDay: ['2027-03-01'],
  };
  expect(resolutionInput.parse(resolutionFrom(typed))).toMatchObject({ untilDay: null, serviceIds: [id(3)] });
  expect(needsAgreement(typed)).toBe(false);
});

test('a withdrawal by agreement is a proposal', () => {
  const typed = {
    ...common,
    ...others,
    option: ['feature_withdrawal'],
    withdrawalBasis: ['subscriber_agrees'],
    withdrawalDuration: ['temporary'],
    untilDay: ['2027-03-01'],
    answerByDay: ['2026-12-10'],
  };
  expect(needsAgreement(typed)).toBe(true);
  expect(proposalInput.parse(withdrawalProposalFrom(typed))).toMatchObject({ untilDay: '2027-03-01' });
});

test('measures: an empty row is none, and one of their own names no requested action', () => {
  const typed = {
    ...common,
    answerByDay: ['2026-12-10'],
    'actions.0.text': ['Keep message text in the EU'],
    'actions.0.owner': ['Platform team'],
    'actions.0.dueOn': ['2027-01-29'],
    'actions.0.requestedActionId': [''],
    'actions.4.text': [''],
    'actions.4.owner': [''],
    'actions.4.dueOn': [''],
  };
  expect(proposalInput.parse(measuresFrom(typed))).toMatchObject({
    actions: [{ requestedActionId: null, text: 'Keep message text in the EU' }],
  });
});

test('without an option the form asks for one', () => {
  expect(resolutionInput.safeParse(resolutionFrom(common)).error?.issues[0]?.message).toMatch(/three options/);
});

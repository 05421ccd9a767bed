import { describe, expect, test } from 'vitest';
import { objectionStatuses } from '#db/schema/vocabulary.ts';
import {
  chat,
  core,
  decidable,
  first,
  id,
  mail,
  now,
  objectionId,
  second,
  standing,
  stood,
  today,
  tomorrow,
  yesterday,
  zone,
} from '#db/testing/decidable.ts';
import { isRefusal } from '#lib/command/refusal.ts';
import { proposalInput, resolutionInput } from './inputs.ts';
import { type Decidable, refuseProposal, refuseResolution, unavailable } from './resolution.ts';

const cease = { option: 'cease', ceaseScope: 'this_subscriber', ceaseOn: today, dataPlan: 'Nothing was sent.' };
const both = [first, second].map((requestedActionId) => ({ requestedActionId, owner: 'Platform team', dueOn: today }));
const withdrawal = {
  option: 'feature_withdrawal',
  serviceIds: [chat, mail],
  withdrawalBasis: 'vendor_ceases',
  withdrawalDuration: 'permanent',
};

/** The code of the refusal, with the field it names; "decided" for none. */
function resolving(state: Decidable, fields: Record<string, unknown>) {
  const input = resolutionInput.parse({ objectionId, reasons: 'Because.', ...fields });
  return told(refuseResolution(state, input, now, zone));
}

function proposing(state: Decidable, fields: Record<string, unknown>) {
  const input = proposalInput.parse({
    objectionId,
    reasons: 'Because.',
    answerByDay: tomorrow,
    ...fields,
  });
  return told(refuseProposal(state, input, now, zone));
}

function told(refusal: unknown): string {
  if (!isRefusal(refusal)) return 'decided';
  return [refusal.code, ...Object.keys(refusal.fields ?? {})].join(' ');
}

describe('which decision can be taken', () => {
  test.each(objectionStatuses)('of an objection that is %s', (status) => {
    const expected = {
      late: 'wrong_status',
      filed: 'decided',
      under_review: 'decided',
      information_requested: 'decided',
      awaiting_subscriber: 'wrong_status',
      resolved: 'already_resolved',
      retracted: 'wrong_status',
      ended: 'change_withdrawn',
    }[status];
    expect(resolving(decidable({ status }), cease)).toBe(expected);
    expect(proposing(decidable({ status }), withdrawal)).toBe(expected);
  });

  test('what is decided is refused, naming who decided and when', () => {
    const input = resolutionInput.parse({ objectionId, reasons: 'Because.', ...cease });
    const refusal = refuseResolution(decidable({ status: 'resolved', standing }), input, now, zone);
    expect(refusal?.sentence).toContain('Inés Robles decided this objection on 12 Nov 2026, 10:00:12 (Madrid).');
    expect(refusal?.facts).toEqual({ resolutionId: stood, resolvedBy: 'Inés Robles', resolvedAt: standing.at });
  });

  test.each([
    ['naming the one that stands', { standing, status: 'resolved' as const }, stood, 'decided'],
    ['naming one that is replaced already', { standing, status: 'resolved' as const }, id(99), 'already_resolved'],
    ['where none stands', {}, stood, 'wrong_status'],
    [
      'after the change was withdrawn',
      { standing, status: 'resolved' as const, changed: { withdrawn: true } },
      stood,
      'change_withdrawn',
    ],
    [
      'after the change was superseded',
      { standing, status: 'resolved' as const, changed: { superseded: true } },
      stood,
      'change_superseded',
    ],
  ])('one that replaces another, %s', (_when, state, supersedes, expected) => {
    expect(resolving(decidable(state), { ...cease, supersedes })).toBe(expected);
  });
});

describe('cease', () => {
  test.each([
    ['today', {}, {}, 'decided'],
    ['from a day that is past for the vendor', { ceaseOn: yesterday }, {}, 'invalid_input ceaseOn'],
    ['for this subscriber while others are served', {}, { inForce: true }, 'decided'],
    ['for everyone', { ceaseScope: 'everyone', withdrawalReason: 'Why not.' }, {}, 'decided'],
    [
      'for everyone while somebody is served',
      { ceaseScope: 'everyone', withdrawalReason: 'Why not.' },
      { inForce: true },
      'removal_needed',
    ],
  ])('%s', (_case, fields, changed, expected) => {
    expect(resolving(decidable({ changed }), { ...cease, ...fields })).toBe(expected);
  });
});

describe('corrective action', () => {
  const [one, other] = both as [(typeof both)[number], (typeof both)[number]];
  test.each([
    ['every action requested', both, 'decided'],
    ['in another order', [...both].reverse(), 'decided'],
    ['fewer', [one], 'counter_proposal_needed'],
    ['none of them', [], 'counter_proposal_needed'],
    ['another in the place of one', [one, { ...other, requestedActionId: id(98) }], 'counter_proposal_needed'],
    ['one due on a day that is past', [one, { ...other, dueOn: yesterday }], 'invalid_input actions.1.dueOn'],
  ])('%s', (_case, actions, expected) => {
    expect(resolving(decidable(), { option: 'corrective_action', actions })).toBe(expected);
  });

  test('where nothing was requested', () => {
    const state = decidable({ requestedActions: [] });
    expect(resolving(state, { option: 'corrective_action', actions: [] })).toBe('nothing_requested');
    expect(unavailable(state).corrective_action).toContain('Aurora Bank requested no action');
    expect(unavailable(decidable()).corrective_action).toBeNull();
  });
});

describe('feature withdrawal', () => {
  const coreService = { id: core, name: 'Platform', core: true };
  test.each([
    ['by the vendor', {}, {}, 'decided'],
    ['as if agreed', {}, { withdrawalBasis: 'subscriber_agrees' }, 'agreement_needed'],
    ['of a service that the objection does not let stand', {}, { serviceIds: [chat] }, 'invalid_input serviceIds'],
    ['of the one service that the objection names', { concernedIds: [chat] }, { serviceIds: [chat] }, 'decided'],
    [
      'of a service that has nothing to do with it',
      {},
      { serviceIds: [chat, mail, id(97)] },
      'invalid_input serviceIds',
    ],
    ['until a day', {}, { withdrawalDuration: 'temporary', untilDay: tomorrow }, 'decided'],
    ['until today', {}, { withdrawalDuration: 'temporary', untilDay: today }, 'invalid_input untilDay'],
    [
      'of a core service, unconfirmed',
      { services: [coreService], concernedIds: [core] },
      { serviceIds: [core] },
      'core_service coreConditions',
    ],
    [
      'of a core service, confirmed',
      { services: [coreService], concernedIds: [core] },
      { serviceIds: [core], coreConditions: 'Two months; data returned; clause 9.' },
      'decided',
    ],
  ])('%s', (_case, state, fields, expected) => {
    expect(resolving(decidable(state), { ...withdrawal, ...fields })).toBe(expected);
  });

  test('is not there to be chosen where no service could be withdrawn', () => {
    expect(unavailable(decidable({ services: [], concernedIds: [] })).feature_withdrawal).toContain('uses no service');
  });
});

describe('a proposal', () => {
  const measure = { requestedActionId: null, text: 'Mask the names', owner: 'Platform team', dueOn: tomorrow };
  test.each([
    ['of other measures', { option: 'corrective_action', actions: [measure] }, 'decided'],
    [
      'of some of those requested',
      { option: 'corrective_action', actions: [{ ...measure, requestedActionId: first }] },
      'decided',
    ],
    [
      'naming a request that is not theirs',
      { option: 'corrective_action', actions: [{ ...measure, requestedActionId: id(96) }] },
      'invalid_input actions.0.requestedActionId',
    ],
    [
      'due yesterday',
      { option: 'corrective_action', actions: [measure, { ...measure, dueOn: yesterday }] },
      'invalid_input actions.1.dueOn',
    ],
    [
      'to be answered today',
      { option: 'corrective_action', actions: [measure], answerByDay: today },
      'invalid_input answerByDay',
    ],
    ['of a withdrawal that leaves out a service', { ...withdrawal, serviceIds: [mail] }, 'invalid_input serviceIds'],
  ])('%s', (_case, fields, expected) => {
    expect(
      proposing(decidable({ requestedActions: [{ id: first, number: 1, text: 'Keep it in the EU' }] }), fields),
    ).toBe(expected);
  });

  test('of other measures is open where nothing was requested', () => {
    expect(proposing(decidable({ requestedActions: [] }), { option: 'corrective_action', actions: [measure] })).toBe(
      'decided',
    );
  });
});

describe('the fields of an option', () => {
  const complete = { objectionId, reasons: 'Because.' };
  test.each([
    ['no option', {}, ['option']],
    ['an unknown option', { option: 'terminate' }, ['option']],
    ['cease without its fields', { option: 'cease' }, ['ceaseScope', 'ceaseOn', 'dataPlan']],
    [
      'cease for everyone without the reason for the others',
      { ...cease, ceaseScope: 'everyone' },
      ['withdrawalReason'],
    ],
    ['a blank reason', { ...cease, reasons: ' \n ' }, ['reasons']],
    ['a reason that is too long', { ...cease, reasons: 'a'.repeat(20_001) }, ['reasons']],
    ['a reason with a NUL', { ...cease, reasons: 'a\u0000b' }, ['reasons']],
    ['a reason with half of a pair', { ...cease, reasons: 'a\ud800b' }, ['reasons']],
    ['a day that does not exist', { ...cease, ceaseOn: '2026-02-30' }, ['ceaseOn']],
    [
      'an action without owner and day',
      { option: 'corrective_action', actions: [{ requestedActionId: first }] },
      ['actions.0.owner', 'actions.0.dueOn'],
    ],
    ['an action twice', { option: 'corrective_action', actions: [both[0], both[0]] }, ['actions']],
    ['a withdrawal of nothing', { ...withdrawal, serviceIds: [] }, ['serviceIds']],
    [
      'a temporary withdrawal without its day',
      { ...withdrawal, withdrawalDuration: 'temporary', untilDay: '' },
      ['untilDay'],
    ],
    ['a permanent withdrawal, its day left blank', { ...withdrawal, untilDay: '' }, []],
  ])('%s', (_case, fields, wrong) => {
    const parsed = resolutionInput.safeParse({ ...complete, ...fields });
    expect(parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'))).toEqual(wrong);
  });
});

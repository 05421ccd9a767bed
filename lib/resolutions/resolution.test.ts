import { describe, expect, test } from 'vitest';
import { objectionStatuses } from '#db/schema/vocabulary.ts';
import { isRefusal } from '#lib/command/refusal.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { consequences, proposalConsequences, rightsUntouched } from './consequences.ts';
import { proposalInput, resolutionInput } from './inputs.ts';
import { type Decidable, refuseProposal, refuseResolution, unavailable } from './resolution.ts';

const id = (n: number) => `01a20f00-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [objectionId, first, second, chat, mail, core, stood] = [1, 2, 3, 4, 5, 6, 7].map(id) as string[] as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

const zone = 'Europe/Madrid';
/** Half past midnight in Madrid, still the day before in UTC: the vendor's day is what counts. */
const now = '2026-11-12T23:30:00.000000Z' as Instant;
const yesterday = '2026-11-12' as CivilDate;
const today = '2026-11-13' as CivilDate;
const tomorrow = '2026-11-14' as CivilDate;

function decidable(given: Partial<Decidable> & { changed?: Partial<Decidable['change']> } = {}): Decidable {
  const { changed, ...rest } = given;
  return {
    objectionId,
    status: 'under_review',
    subscriberName: 'Aurora Bank',
    change: {
      kind: 'addition',
      subprocessorName: 'Meltemi Messaging',
      formerName: null,
      plannedStartAt: '2026-12-31T23:00:00.000000Z' as Instant,
      withdrawn: false,
      superseded: false,
      inForce: false,
      ...changed,
    },
    closesAt: '2026-12-02T23:00:00.000000Z' as Instant,
    requestedActions: [
      { id: first, number: 1, text: 'Keep it in the EU' },
      { id: second, number: 2, text: 'Show us the report' },
    ],
    services: [
      { id: chat, name: 'Kite Chat', core: false },
      { id: mail, name: 'Kite Mail', core: false },
    ],
    concernedIds: [chat, mail],
    standing: null,
    ...rest,
  };
}

const standing = {
  id: stood,
  option: 'cease' as const,
  by: 'Inés Robles',
  at: '2026-11-12T09:00:12.000000Z' as Instant,
};

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

describe('what follows is said before', () => {
  const said = (state: Decidable, choice: Parameters<typeof consequences>[1]) =>
    consequences(state, choice, zone).join(' ');

  test('of ceasing for this subscriber', () => {
    expect(said(decidable(), { option: 'cease', ceaseScope: 'this_subscriber' })).toBe(
      'Meltemi Messaging’s new terms are refused for Aurora Bank from the moment you resolve. It may not be used for their personal data. Once what you say of data already there is done, you state it here: nothing was sent, or deletion is confirmed. A letter with this decision and your reasons goes to Aurora Bank. It can’t be edited afterwards. A mistake is put right by a new decision that replaces it.',
    );
    const replaced = decidable({ changed: { kind: 'replacement', formerName: 'Poniente Mail' } });
    expect(said(replaced, { option: 'cease', ceaseScope: 'this_subscriber' })).toContain(
      'Poniente Mail stays in place for it',
    );
    expect(
      said(decidable({ changed: { kind: 'location' } }), { option: 'cease', ceaseScope: 'this_subscriber' }),
    ).toContain('The terms authorised before go on.');
  });

  test('of ceasing for everyone, and that the reasons go to one', () => {
    const text = said(decidable(), { option: 'cease', ceaseScope: 'everyone' });
    expect(text).toContain('The change is withdrawn');
    expect(text).toContain('your reasons go to Aurora Bank alone');
  });

  test('of a corrective action: on hold until all are done, and until close and start', () => {
    expect(said(decidable(), { option: 'corrective_action' })).toContain(
      'stay on hold for Aurora Bank until both actions are recorded as done, with evidence. Then they are authorised, not before 1 January 2027.',
    );
    const closesLast = decidable({ closesAt: '2027-02-02T23:00:00.000000Z' as Instant });
    expect(said(closesLast, { option: 'corrective_action' })).toContain('not before 3 February 2027');
  });

  test('of a withdrawal, and of what it leaves', () => {
    expect(
      said(decidable({ concernedIds: [chat] }), {
        option: 'feature_withdrawal',
        serviceIds: [chat],
        withdrawalDuration: 'temporary',
        untilDay: '2027-03-05' as CivilDate,
      }),
    ).toContain(
      'Kite Chat is withdrawn for Aurora Bank until the end of 5 March 2027, by our decision. Meltemi Messaging’s new terms do not apply to it. When that day is over, it gets a fresh notice of the change, and the new terms wait for its window. For Kite Mail, which the objection does not concern, the new terms are authorised, not before 1 January 2027.',
    );
    expect(
      said(decidable(), { option: 'feature_withdrawal', serviceIds: [chat, mail], withdrawalDuration: 'permanent' }),
    ).toContain('Kite Chat and Kite Mail end for Aurora Bank for good');
  });

  test('of replacing a decision', () => {
    expect(said(decidable({ standing, status: 'resolved' }), { option: 'corrective_action' })).toContain(
      'It replaces the decision of Inés Robles of 12 Nov 2026, 10:00:12 (Madrid). Both stay on record.',
    );
  });

  test('of a proposal: silence is not agreement', () => {
    expect(proposalConsequences(decidable(), '2026-11-30' as CivilDate).at(-1)).toBe(
      'Without an answer by the end of 30 November 2026, this returns to review. Silence is not agreement.',
    );
  });

  test('every decision leaves the rights under the DPA alone', () => {
    expect(rightsUntouched('12.1')).toContain('in clause 12.1 of your DPA');
    expect(rightsUntouched('clause 12')).toContain('in clause 12 of your DPA');
    expect(rightsUntouched(null)).toContain('set out in your DPA');
  });
});

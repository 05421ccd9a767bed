import { describe, expect, test } from 'vitest';
import { chat, decidable, mail, standing, zone } from '#db/testing/decidable.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { consequences, proposalConsequences, rightsUntouched } from './consequences.ts';
import type { Decidable } from './resolution.ts';

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

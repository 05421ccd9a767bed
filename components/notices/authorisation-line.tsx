import { Chip } from '#components/ui/chip.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { AuthorisationState } from '#db/schema/vocabulary.ts';
import type { AuthorisationShown } from './notice-shown.ts';

const STATE: Record<AuthorisationState, { word: string; tone: Tone }> = {
  pending: { word: 'Pending', tone: 'neutral' },
  authorised: { word: 'Authorised', tone: 'neutral' },
  on_hold: { word: 'On hold', tone: 'warn' },
  refused: { word: 'Refused', tone: 'bad' },
  not_applicable: { word: 'Not applicable', tone: 'neutral' },
};

/** Why, to follow "The new terms of … are …": for each reason that the answer of the database may give. */
const BECAUSE: Record<string, string> = {
  window_open: 'the window is still open.',
  not_started: 'they start on a later day.',
  notice_unproven: 'we cannot show that the notice reached you before the close.',
  notice_not_shown: 'we cannot show yet that you were shown the notice.',
  not_authorised: 'your DPA asks for your express word, and none was given.',
  objection_unresolved: 'your objection is undecided.',
  actions_outstanding: 'corrective actions are still outstanding.',
  actions_done: 'the corrective actions are done.',
  withdrawal_ended: 'the service is back, and a fresh notice is due to you.',
  feature_withdrawn: 'the service that they are for is withdrawn for you.',
  other_services: 'this is so for the services that are not withdrawn.',
  service_not_used: 'you do not use the service that they are for.',
  cease: 'we decided not to use them for you.',
  change_withdrawn: 'we withdrew the change.',
  urgent_replacement: 'the replacement is urgent, and your DPA lets it start while your window is open.',
  early_start: 'you asked for an early start.',
  accepted: 'you recorded no objection.',
  deemed_accepted: 'the window closed without an objection.',
};

export type AuthorisationLineProps = { authorisations: readonly AuthorisationShown[]; company: string };

/** Whether the new terms may be used for the reader's organisation at this moment, and why, in words. */
export function AuthorisationLine({ authorisations, company }: AuthorisationLineProps) {
  const ofNewTerms = authorisations.filter((one) => one.ofNewTerms);
  return ofNewTerms.map(({ state, reason, warningOnly }) => (
    <div key={`${state} ${reason}`} className="grid gap-1.5">
      <p>
        <span className="text-ink-2">New terms of {company}: </span>
        <Chip tone={STATE[state].tone}>{STATE[state].word}</Chip>
      </p>
      <p className="text-ink-2">
        {meaning(state, warningOnly)}
        {BECAUSE[reason] ? ` ${BECAUSE[reason].charAt(0).toUpperCase()}${BECAUSE[reason].slice(1)}` : ''}
      </p>
    </div>
  ));
}

function meaning(state: AuthorisationState, warningOnly: boolean): string {
  if (warningOnly) return 'Your DPA has no standstill: this warns our systems and does not stop them.';
  if (state === 'authorised') return 'They may be used for your organisation.';
  if (state === 'not_applicable') return 'They do not apply to your organisation.';
  return 'They may not be used for your organisation now.';
}

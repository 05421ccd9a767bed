import { At } from '#components/ui/at.tsx';
import { Chip, Chips } from '#components/ui/chip.tsx';
import { Letter } from '#components/ui/letter.tsx';
import type { Tone } from '#components/ui/tone.ts';
import { listed } from '#lib/changes/words.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';

export type ProposalShown = {
  id: string;
  option: 'corrective_action' | 'feature_withdrawal';
  actions: readonly { text: string; owner: string; dueOn: CivilDate }[];
  /** Names. */
  services: readonly string[];
  duration: 'temporary' | 'permanent' | null;
  untilDay: CivilDate | null;
  coreConditions: string | null;
  reasons: string;
  answerByDay: CivilDate;
  proposedAt: Instant;
  answer: 'accepted' | 'declined' | 'lapsed' | null;
  answeredAt: Instant | null;
};

const ANSWER: Record<'accepted' | 'declined' | 'lapsed', { word: string; tone: Tone }> = {
  accepted: { word: 'Accepted', tone: 'good' },
  declined: { word: 'Declined', tone: 'warn' },
  lapsed: { word: 'Lapsed without an answer', tone: 'neutral' },
};

/** What the vendor offered, and what became of it. */
export function ProposalCard({ proposal, zone }: { proposal: ProposalShown; zone: string }) {
  const { option, actions, reasons, answerByDay, proposedAt, answer, answeredAt, coreConditions } = proposal;
  const state = answer ? ANSWER[answer] : { word: 'Waiting for their answer', tone: 'accent' as const };
  return (
    <Letter
      label="Proposal"
      dated={
        <>
          Proposed <At instant={proposedAt} zone={zone} />
        </>
      }
      subject={option === 'corrective_action' ? 'Counter-proposal of measures' : withdrawalInWords(proposal)}
      marks={
        <Chips>
          <Chip tone={state.tone}>{state.word}</Chip>
        </Chips>
      }
      text={reasons}
      list={{
        title: 'Measures',
        items: actions.map(({ text, owner, dueOn }) => ({
          key: text,
          text,
          note: `${owner}, done by ${dayInWords(dueOn)}`,
        })),
      }}
    >
      {coreConditions ? <p>Lead time, return of data and fees: {coreConditions}</p> : null}
      <p>
        {answer && answeredAt ? (
          <>
            {state.word} <At instant={answeredAt} zone={zone} />.
          </>
        ) : (
          <>
            Without an answer by the end of {dayInWords(answerByDay)}, this returns to review. Silence is not agreement.
          </>
        )}
      </p>
    </Letter>
  );
}

function withdrawalInWords({ services, duration, untilDay }: ProposalShown): string {
  const until = duration === 'temporary' && untilDay ? `until the end of ${dayInWords(untilDay)}` : 'for good';
  return `Withdrawal of ${listed(services)} ${until}`;
}

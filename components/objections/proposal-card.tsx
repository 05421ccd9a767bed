import type { ReactNode } from 'react';
import { Chip } from '#components/ui/chip.tsx';
import { Letter } from '#components/ui/letter.tsx';
import { dayInWords, inWords } from '#lib/deadlines/speak.ts';
import type { ProposalShown } from './decided-shown.ts';
import { proposalInWords } from './decision-words.ts';

const ANSWER: Record<NonNullable<ProposalShown['answer']>, string> = {
  accepted: 'Accepted by you',
  declined: 'Declined by you',
  lapsed: 'Lapsed unanswered',
};

export type ProposalCardProps = {
  proposal: ProposalShown;
  vendorName: string;
  zone: string;
  /** What silence does: "If you do not answer by …". */
  silence: string;
  /** The forms that answer it; none for somebody who may not, or when it is answered. */
  children?: ReactNode;
};

/** What the vendor proposes, until when it waits, and what each answer does. */
export function ProposalCard({ proposal, vendorName, zone, silence, children }: ProposalCardProps) {
  const { actions, reasons, proposedAt, answer } = proposal;
  return (
    <Letter
      label="Proposal"
      from={vendorName}
      dated={inWords(proposedAt, zone)}
      subject={
        proposal.option === 'corrective_action' ? 'Proposal: other measures' : 'Proposal: withdrawal of a service'
      }
      marks={answer ? <Chip>{ANSWER[answer]}</Chip> : undefined}
      text={reasons}
      list={{
        title: 'Measures',
        items: actions.map(({ text, owner, dueOn }, index) => ({
          key: `${index} ${text}`,
          text,
          note: `${owner} · by ${dayInWords(dueOn)}`,
        })),
      }}
    >
      <div className="grid gap-3 text-base text-ink">
        {proposalInWords(proposal).map((sentence) => (
          <p key={sentence} className="whitespace-pre-wrap">
            {sentence}
          </p>
        ))}
        {answer === null ? <p className="font-medium">{silence}</p> : null}
        {children}
      </div>
    </Letter>
  );
}

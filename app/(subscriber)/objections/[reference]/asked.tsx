import { SayForm } from '#components/notices/say-form.tsx';
import { ProposalCard } from '#components/objections/proposal-card.tsx';
import { ActionForm } from '#components/ui/action-form.tsx';
import { Section } from '#components/ui/card.tsx';
import { Letter } from '#components/ui/letter.tsx';
import { Note } from '#components/ui/prose.tsx';
import { newId } from '#lib/command/new-id.ts';
import { inWords } from '#lib/deadlines/speak.ts';
import type { ObjectionPage } from '#lib/objections/objection-page.ts';
import { silence } from '#lib/resolutions/consequences.ts';
import { answerProposalAction, informationAction } from './actions.ts';

type AskedProps = { data: ObjectionPage; signatory: boolean; vendorName: string; zone: string };

/** What the vendor waits for: information, or an answer to a proposal. First on the page, with the form for it. */
export function Asked(props: AskedProps) {
  const { data } = props;
  const waiting = data.proposals.find(({ answer }) => answer === null);
  if (data.status === 'information_requested') return <InformationAsked {...props} />;
  if (waiting && data.status === 'awaiting_subscriber') return <ProposalWaiting {...props} proposal={waiting} />;
  return null;
}

function InformationAsked({ data, vendorName, zone }: AskedProps) {
  const asked = data.messages.findLast(({ kind }) => kind === 'information_request');
  return (
    <Section title="Information that we ask for">
      {asked ? (
        <Letter
          label="Request for information"
          from={vendorName}
          dated={inWords(asked.sentAt, zone)}
          text={asked.body}
        />
      ) : null}
      <div className="mt-5">
        <SayForm
          action={informationAction}
          idempotencyKey={newId()}
          hidden={{ objectionId: data.id }}
          id="information"
          label="Your answer"
          hint="With it the objection goes back to review, and our own target goes on."
          submit="Give the information"
          sent="Given. The objection is back under review."
        />
      </div>
    </Section>
  );
}

function ProposalWaiting({
  data,
  signatory,
  vendorName,
  zone,
  proposal,
}: AskedProps & { proposal: ObjectionPage['proposals'][number] }) {
  const hidden = { proposalId: proposal.id, reference: data.receipt.reference };
  return (
    <Section title="A proposal for you to answer">
      <ProposalCard proposal={proposal} vendorName={vendorName} zone={zone} silence={silence(proposal.answerByDay)}>
        {signatory ? (
          <div className="grid gap-5 sm:grid-cols-2">
            <ActionForm
              action={answerProposalAction}
              hidden={{ ...hidden, answer: 'accepted' }}
              full
              label="Accept proposal"
              pendingLabel="Accepting…"
            >
              <Note className="mb-2">Accepted, it is the decision at once. That can’t be taken back.</Note>
            </ActionForm>
            <ActionForm
              action={answerProposalAction}
              hidden={{ ...hidden, answer: 'declined' }}
              look="quiet"
              full
              label="Decline proposal"
              pendingLabel="Declining…"
            >
              <Note className="mb-2">Declined, the objection goes back to review, and we decide.</Note>
            </ActionForm>
          </div>
        ) : (
          <Note>A signatory of your organisation answers it.</Note>
        )}
      </ProposalCard>
    </Section>
  );
}

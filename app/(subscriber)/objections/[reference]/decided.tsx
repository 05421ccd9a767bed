import { DecisionCard } from '#components/objections/decision-card.tsx';
import { DisputeActionForm } from '#components/objections/dispute-action-form.tsx';
import { ProposalCard } from '#components/objections/proposal-card.tsx';
import { Section } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import type { ObjectionPage } from '#lib/objections/objection-page.ts';
import { rightsUntouched, silence } from '#lib/resolutions/consequences.ts';
import { disputeActionAction } from './actions.ts';

type DecidedProps = { data: ObjectionPage; signatory: boolean; vendorName: string; zone: string };

/** The decision that stands, with those that it replaced and the proposals that were answered folded below. */
export function Decided({ data, signatory, vendorName, zone }: DecidedProps) {
  const { reference } = data.receipt;
  const shared = {
    ...{ vendorName, zone, now: data.now },
    company: data.change.company.legalName,
    rights: rightsUntouched(data.terminationClause),
  };
  const standing = data.resolutions.find(({ stands }) => stands);
  const replaced = data.resolutions.filter(({ stands }) => !stands);
  const answered = data.proposals.filter(({ answer }) => answer !== null);
  return (
    <>
      {standing ? (
        <Section title="The decision">
          <DecisionCard
            decision={standing}
            {...shared}
            dispute={({ id }) =>
              signatory ? <DisputeActionForm action={disputeActionAction} actionId={id} reference={reference} /> : null
            }
          />
        </Section>
      ) : null}
      {replaced.length + answered.length > 0 ? (
        <div className="mt-5">
          <Disclosure summary="Earlier proposals and decisions">
            <div className="grid gap-4">
              {answered.map((proposal) => (
                <ProposalCard
                  key={proposal.id}
                  proposal={proposal}
                  vendorName={vendorName}
                  zone={zone}
                  silence={silence(proposal.answerByDay)}
                />
              ))}
              {replaced.map((decision) => (
                <DecisionCard key={decision.id} decision={decision} {...shared} />
              ))}
            </div>
          </Disclosure>
        </div>
      ) : null}
    </>
  );
}

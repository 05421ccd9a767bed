import { DecisionLetter } from '#components/evidence/decision-letter.tsx';
import { ActionList } from '#components/resolutions/action-list.tsx';
import { decisionFacts, OPTION_NAME } from '#components/resolutions/decision-facts.ts';
import { ProposalCard } from '#components/resolutions/proposal-card.tsx';
import { StatementForm } from '#components/resolutions/statement-form.tsx';
import { At } from '#components/ui/at.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Note, Prose } from '#components/ui/prose.tsx';
import { inWords } from '#lib/deadlines/speak.ts';
import type { DeskCase } from '#lib/objections/desk-case.ts';
import { completeActionAction, dataStatementAction } from './actions.ts';

type Resolution = DeskCase['resolutions'][number];

/** The decision that stands with what is still to be done, and below it what went before. */
export function Decisions({ shown, zone }: { shown: DeskCase; zone: string }) {
  const { resolutions, proposals, names, now } = shown;
  const standing = resolutions.find(({ stands }) => stands);
  const earlier = resolutions.filter(({ stands }) => !stands);
  const answered = proposals.filter(({ answer }) => answer !== null);
  return (
    <>
      {standing ? (
        <Section title="The decision" id="decision">
          <DecisionShown resolution={standing} shown={shown} zone={zone} />
          {standing.actions.length > 0 ? (
            <div className="mt-4">
              <ActionList
                actions={standing.actions}
                now={now}
                zone={zone}
                subscriberName={names.subscriberName}
                complete={completeActionAction}
              />
            </div>
          ) : null}
          {standing.option === 'cease' ? <DataStatement resolution={standing} shown={shown} zone={zone} /> : null}
        </Section>
      ) : null}
      {earlier.length + answered.length > 0 ? (
        <Section title="What went before">
          <Disclosure summary="Earlier decisions and proposals">
            <div className="grid gap-4">
              {earlier.map((resolution) => (
                <DecisionShown key={resolution.id} resolution={resolution} shown={shown} zone={zone} />
              ))}
              {answered.map((proposal) => (
                <ProposalCard key={proposal.id} proposal={proposal} zone={zone} />
              ))}
            </div>
          </Disclosure>
        </Section>
      ) : null}
    </>
  );
}

function DecisionShown({ resolution, shown, zone }: { resolution: Resolution; shown: DeskCase; zone: string }) {
  const { option, resolvedAt, resolvedBy, reasons, stands, proposalId } = resolution;
  const by = resolvedBy ? ` by ${resolvedBy}` : '';
  return (
    <DecisionLetter
      option={OPTION_NAME[option]}
      superseded={!stands}
      decided={`Decided ${inWords(resolvedAt, zone)}${by}`}
      reasons={reasons}
      actions={[]}
      facts={[
        ...decisionFacts(resolution, shown.names.subscriberName),
        ...(proposalId ? [`It was a proposal, which ${shown.names.subscriberName} accepted.`] : []),
      ]}
      terminationClause={shown.dpa.terminationClause}
    />
  );
}

function DataStatement({ resolution, shown, zone }: { resolution: Resolution; shown: DeskCase; zone: string }) {
  const { dataStatement, id, dataPlan } = resolution;
  const { subscriberName, subprocessorName } = shown.names;
  return (
    <div className="mt-4">
      <Card title="Data already there" level={3}>
        {dataStatement ? (
          <>
            <p>
              {dataStatement.statement === 'nothing_sent' ? 'Nothing was sent.' : 'Deletion is confirmed.'}{' '}
              <span className="text-ink-2 text-sm">
                Stated <At instant={dataStatement.statedAt} zone={zone} />
              </span>
            </p>
            <Prose className="mt-1">{dataStatement.detail}</Prose>
          </>
        ) : (
          <>
            <Note className="mb-4">You said: {dataPlan} Once that is done, state it.</Note>
            <StatementForm
              action={dataStatementAction}
              resolutionId={id}
              subscriberName={subscriberName}
              subprocessorName={subprocessorName}
            />
          </>
        )}
      </Card>
    </div>
  );
}

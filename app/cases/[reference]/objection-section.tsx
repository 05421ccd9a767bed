import { DecisionLetter } from '#components/evidence/decision-letter.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { Chip, Chips } from '#components/ui/chip.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { Proof } from '#components/ui/disclosure.tsx';
import { Letter } from '#components/ui/letter.tsx';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { dayInWords, inShort, utcExact } from '#lib/deadlines/speak.ts';
import type { CaseRecord } from '#lib/exports/case-shape.ts';
import type { ObjectionRecord, ResolutionRecord } from '#lib/exports/objection-shape.ts';
import { assessmentInWords, optionInWords, sentence, statusInWords } from '#lib/exports/words.ts';
import { groundInWords, sizeInWords } from '#lib/objections/letter.ts';

/** One objection of a case: the letter as filed, its proof, and what was decided. */
export function ObjectionSection({ objection, record }: { objection: ObjectionRecord; record: CaseRecord }) {
  const { zone, legalName } = record.vendor;
  const when = (at: string) => inShort(at as Instant, zone);
  return (
    <Section title={`Objection ${objection.reference}`} note={statusInWords[objection.status]}>
      <div className="grid gap-4">
        <Letter
          label={`Objection ${objection.reference}`}
          from={record.subscriber.name}
          to={legalName}
          dated={when(objection.receivedAt)}
          marks={
            <Chips label="Grounds">
              {objection.late ? <Chip tone="warn">Received after the close</Chip> : null}
              {objection.groundCategories.map((category) => (
                <Chip key={category} look="outline">
                  {groundInWords[category]}
                </Chip>
              ))}
            </Chips>
          }
          text={objection.groundsText}
          list={{
            title: 'Requested actions',
            items: objection.requestedActions.map(({ id, text }) => ({ key: id, text })),
          }}
          signed={[objection.filerName, objection.capacity].filter(Boolean).join(', ')}
        >
          {below(objection, when)}
        </Letter>
        <Proof
          facts={[
            { label: 'Received', value: utcExact(objection.receivedAt as Instant) },
            { label: 'SHA-256 of the letter', value: objection.letterSha256 },
            ...objection.files.map(({ name, sha256 }) => ({ label: `SHA-256 of ${name}`, value: sha256 })),
          ]}
        />
        <After objection={objection} zone={zone} />
        {objection.resolutions.map((resolution) => (
          <DecisionLetter
            key={resolution.id}
            option={optionInWords[resolution.option]}
            superseded={objection.resolutions.some(({ supersedes }) => supersedes === resolution.id)}
            decided={[when(resolution.resolvedAt), resolution.by.name].filter(Boolean).join(', ')}
            reasons={resolution.reasons}
            actions={resolution.actions.map((action) => ({ ...action, note: actionNote(action, when) }))}
            facts={decisionFacts(resolution, when)}
            terminationClause={record.dpa.terminationClause}
          />
        ))}
      </div>
    </Section>
  );
}

/** What stands below the line of a letter: its files, and who says when it came. Undefined: nothing. */
function below({ files, measured, recordedAt }: ObjectionRecord, when: (at: string) => string) {
  if (files.length === 0 && measured) return undefined;
  return (
    <>
      {files.length > 0 ? (
        <ul>
          {files.map(({ id, name, size }) => (
            <li key={id}>
              <TextLink href={`/files/${id}`} download>
                {name}
              </TextLink>{' '}
              ({sizeInWords(size)})
            </li>
          ))}
        </ul>
      ) : null}
      {measured ? null : (
        <p>The instant of receipt is stated by the vendor, not measured. It was recorded {when(recordedAt)}.</p>
      )}
    </>
  );
}

/** What became of an objection beside its decision. */
function After({ objection, zone }: { objection: ObjectionRecord; zone: string }) {
  const when = (at: string) => inShort(at as Instant, zone);
  const { assessments, admission, proposals, retraction, carriedFrom, carriedTo } = objection;
  const rows = [
    ...(carriedFrom ? [{ label: 'Carried over from', value: <CarriedCase carried={carriedFrom} /> }] : []),
    ...(carriedTo ? [{ label: 'Stands on as', value: <CarriedCase carried={carriedTo} /> }] : []),
    ...assessments.map(({ category, assessment, note, assessedAt }) => ({
      key: `${category} ${assessedAt}`,
      label: groundInWords[category],
      value: `${sentence(assessmentInWords[assessment])}, ${when(assessedAt)}${note ? `. ${note}` : ''}`,
    })),
    ...(admission
      ? [
          {
            label: 'Admitted',
            value: `${when(admission.admittedAt)}. ${admission.reason} ${admission.dataAlreadySent}`,
          },
        ]
      : []),
    ...proposals.map(({ id, proposedAt, reasons, answer, answeredAt }) => ({
      key: id,
      label: `Proposal of ${when(proposedAt)}`,
      value: `${reasons} ${answer ? `Answer: ${answer}, ${when(answeredAt ?? proposedAt)}.` : 'Not yet answered.'}`,
    })),
    ...(retraction ? [{ label: 'Retracted', value: when(retraction.retractedAt) }] : []),
  ];
  return rows.length > 0 ? <DefinitionTable label="What became of it" rows={rows} /> : null;
}

/** The same objection in another case, when a corrected change took the place of the first. */
function CarriedCase({ carried }: { carried: NonNullable<ObjectionRecord['carriedFrom']> }) {
  return (
    <>
      {carried.reference}, <TextLink href={`/cases/${carried.case}`}>case {carried.case}</TextLink>
    </>
  );
}

function actionNote(
  { owner, dueOn, completion }: ResolutionRecord['actions'][number],
  when: (at: string) => string,
): string {
  const due = `${owner}, by ${dayInWords(dueOn as CivilDate)}`;
  if (!completion) return `${due}. Outstanding.`;
  const disputed = completion.disputedAt ? ` Disputed ${when(completion.disputedAt)}: ${completion.dispute ?? ''}` : '';
  return `${due}. Done ${when(completion.completedAt)}: ${completion.evidence}${disputed}`;
}

function decisionFacts(resolution: ResolutionRecord, when: (at: string) => string): string[] {
  const { ceaseScope, ceaseOn, dataPlan, withdrawnServices, untilDay, coreConditions, dataStatement } = resolution;
  const facts: string[] = [];
  if (ceaseScope && ceaseOn)
    facts.push(
      `Ceases on ${dayInWords(ceaseOn as CivilDate)}, for ${ceaseScope === 'everyone' ? 'every subscriber' : 'this subscriber'}.`,
    );
  if (dataPlan) facts.push(`Data already there: ${dataPlan}`);
  if (withdrawnServices.length > 0)
    facts.push(
      `Withdrawn: ${withdrawnServices.map(({ name }) => name).join(', ')}, ${untilDay ? `until ${dayInWords(untilDay as CivilDate)}` : 'permanently'}.`,
    );
  if (coreConditions) facts.push(coreConditions);
  if (dataStatement)
    facts.push(
      `${dataStatement.statement === 'nothing_sent' ? 'Nothing was sent' : 'Deletion is confirmed'}, ${when(dataStatement.statedAt)}: ${dataStatement.detail}`,
    );
  return facts;
}

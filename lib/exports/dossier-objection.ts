import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { dayInWords, endOfDayInWords, utcExact } from '#lib/deadlines/speak.ts';
import { groundInWords, sizeInWords } from '#lib/objections/letter.ts';
import type { CaseFile } from './case-shape.ts';
import type { Setting } from './dossier-setting.ts';
import type { ObjectionRecord, ProposalRecord, ResolutionRecord } from './objection-shape.ts';
import { assessmentInWords, optionInWords, sentence, statusInWords } from './words.ts';

/** One objection: the letter as filed, and all that became of it. */
export function objectionPart(objection: ObjectionRecord, file: CaseFile, setting: Setting): void {
  const { paper, when } = setting;
  paper.section(`Objection ${objection.reference}`, () => {
    receipt(objection, setting);
    letter(objection, file, setting);
    if (objection.files.length > 0) {
      paper.heading('Enclosed');
      for (const enclosed of objection.files) {
        paper.prose(`${enclosed.name} (${sizeInWords(enclosed.size)}, ${enclosed.mediaType})`, { after: 0 });
        paper.mono(`SHA-256 ${enclosed.sha256}`);
      }
    }
    assessments(objection, setting);
    const { admission, retraction } = objection;
    if (admission) {
      paper.heading('Admitted');
      paper.facts([
        ['When, by whom', `${when(admission.admittedAt)}, ${setting.by(admission.by)}`],
        ['Reason', admission.reason],
        ['Data already sent', admission.dataAlreadySent],
      ]);
    }
    for (const proposal of objection.proposals) proposalPart(proposal, setting);
    for (const resolution of objection.resolutions) resolutionPart(resolution, objection, file, setting);
    if (retraction)
      paper.facts([
        [
          'Retracted',
          `${when(retraction.retractedAt)}, by ${setting.by(retraction.by)}, ${retraction.beforeClose ? 'before the close' : 'after the close'}`,
        ],
      ]);
  });
}

function receipt(objection: ObjectionRecord, { paper, when, by, zone }: Setting): void {
  const channel = { demur: 'filed in Demur', email: 'by e-mail', post: 'by post' }[objection.channel];
  paper.facts([
    ['Received', `${when(objection.receivedAt)} (${utcExact(objection.receivedAt as Instant)}), ${channel}`],
    ['In time', objection.late ? 'No: received after the window had closed' : 'Yes: received before the window closed'],
    [
      'Measured',
      objection.measured
        ? 'By the database’s clock'
        : `No: stated by the vendor, and recorded ${when(objection.recordedAt)} by ${by(objection.recordedBy)}`,
    ],
    ['Filed by', objection.filedBy && by(objection.filedBy)],
    ['Status', sentence(statusInWords[objection.status])],
    ['Carried over from', carriedCase(objection.carriedFrom)],
    ['Stands on as', carriedCase(objection.carriedTo)],
    ['Vendor’s own target', objection.respondBy && endOfDayInWords(objection.respondBy as Instant, zone)],
  ]);
  paper.mono(`SHA-256 of the letter ${objection.letterSha256}`);
}

function letter(objection: ObjectionRecord, { subscriber, dpa }: CaseFile, { paper }: Setting): void {
  paper.letter(() => {
    paper.prose(
      `Under ${dpa.objectionClause} of the data processing agreement ${dpa.reference}, ${subscriber.name} objects to this change.`,
    );
    paper.list(objection.groundCategories.map((category) => groundInWords[category]));
    paper.prose(objection.groundsText);
    if (objection.requestedActions.length > 0) {
      paper.prose('Requested actions:', { after: 3 });
      paper.list(
        objection.requestedActions.map(({ text }) => text),
        objection.requestedActions.map(({ number }) => number),
      );
    }
    if (objection.dataCategories.length > 0) paper.prose(`Data concerned: ${objection.dataCategories.join(', ')}.`);
    if (objection.services.length > 0)
      paper.prose(`Services concerned: ${objection.services.map(({ name }) => name).join(', ')}.`);
    const { filerName, capacity, actingAs, onBehalfOf } = objection;
    if (actingAs) paper.prose(`${subscriber.name} acts as ${actingAs}${onBehalfOf ? ` for ${onBehalfOf}` : ''}.`);
    paper.prose([filerName, capacity, `for ${subscriber.name}`].filter(Boolean).join(', '), { face: 'italic' });
  });
}

function assessments({ assessments: given }: ObjectionRecord, { paper, when, by }: Setting): void {
  if (given.length === 0) return;
  paper.heading('The vendor’s assessment of the grounds');
  paper.facts(
    given.map((each) => [
      groundInWords[each.category],
      `${sentence(assessmentInWords[each.assessment])}, ${when(each.assessedAt)}, ${by(each.by)}${each.note ? `. ${each.note}` : ''}`,
    ]),
  );
}

function proposalPart(proposal: ProposalRecord, { paper, when, whenOf, by }: Setting): void {
  const answer = proposal.answer
    ? `${sentence(proposal.answer)}, ${whenOf(proposal.answeredAt)}${proposal.answeredBy ? `, ${by(proposal.answeredBy)}` : ''}`
    : 'None yet; silence is not agreement';
  paper.heading(
    proposal.option === 'corrective_action' ? 'Proposal of other measures' : 'Proposal to withdraw services',
  );
  paper.facts([
    ['Made', `${when(proposal.proposedAt)}, by ${by(proposal.by)}`],
    ['Measures', proposal.actions.map(({ text, owner, dueOn }) => `${text} (${owner}, by ${day(dueOn)})`).join('\n')],
    ['Services', withdrawn(proposal.withdrawnServices, proposal.untilDay)],
    ['Conditions', proposal.coreConditions],
    ['Answer by', `The end of ${day(proposal.answerByDay)}`],
    ['Answer', answer],
  ]);
  paper.letter(() => paper.prose(proposal.reasons));
}

function resolutionPart(
  resolution: ResolutionRecord,
  { resolutions }: ObjectionRecord,
  file: CaseFile,
  setting: Setting,
): void {
  const { paper, when, by } = setting;
  const successor = resolutions.find(({ supersedes }) => supersedes === resolution.id);
  const { dataStatement: statement } = resolution;
  paper.heading(`Decision: ${optionInWords[resolution.option]}`);
  paper.facts([
    [
      'Decided',
      `${when(resolution.resolvedAt)}, by ${by(resolution.by)}${resolution.fromProposal ? ', as proposed and accepted' : ''}`,
    ],
    ['Superseded', successor && `By the decision of ${when(successor.resolvedAt)}`],
    ['Scope', resolution.ceaseScope && (resolution.ceaseScope === 'everyone' ? 'Every subscriber' : 'This subscriber')],
    ['Ceases on', resolution.ceaseOn && day(resolution.ceaseOn)],
    ['Data already there', resolution.dataPlan],
    ['Services', withdrawn(resolution.withdrawnServices, resolution.untilDay)],
    [
      'Basis',
      resolution.withdrawalBasis &&
        (resolution.withdrawalBasis === 'subscriber_agrees'
          ? 'the subscriber agrees'
          : 'the vendor ceases the service'),
    ],
    ['Conditions', resolution.coreConditions],
  ]);
  paper.letter(() => paper.prose(resolution.reasons));
  for (const action of resolution.actions) actionPart(action, setting, successor !== undefined);
  if (statement)
    paper.facts([
      [
        'Statement on data',
        `${statement.statement === 'nothing_sent' ? 'Nothing was sent' : 'Deletion is confirmed'}, ${when(statement.statedAt)}, ${by(statement.by)}. ${statement.detail}`,
      ],
    ]);
  const { terminationClause } = file.dpa;
  paper.note(
    `This decision does not limit rights under the DPA${terminationClause ? `; termination rights, if any, are in ${terminationClause}` : ''}.`,
  );
}

function actionPart(
  action: ResolutionRecord['actions'][number],
  { paper, when, by }: Setting,
  superseded: boolean,
): void {
  const { completion } = action;
  const undone = superseded ? 'Superseded with its decision' : 'Outstanding';
  paper.facts([
    [`Action ${action.number}`, action.text],
    ['Owner, due', `${action.owner}, ${day(action.dueOn)}`],
    ['Done', completion ? `${when(completion.completedAt)}, ${by(completion.by)}. ${completion.evidence}` : undone],
    [
      'Disputed',
      completion?.disputedAt &&
        `${when(completion.disputedAt)}, ${by(completion.disputedBy)}. ${completion.dispute ?? ''}`,
    ],
  ]);
}

/** "OBJ-2026-7K3M9Q (case DEM-2026-P87NHS)" */
function carriedCase(carried: ObjectionRecord['carriedFrom']): string | null {
  return carried && `${carried.reference} (case ${carried.case})`;
}

const day = (date: string) => dayInWords(date as CivilDate);

function withdrawn(services: readonly { name: string }[], untilDay: string | null): string | null {
  if (services.length === 0) return null;
  return `${services.map(({ name }) => name).join(', ')}, ${untilDay ? `until ${day(untilDay)}` : 'permanently'}`;
}

import { epochMilliseconds, type Instant } from '#lib/deadlines/instant.ts';
import { dayInWords, endOfDayInWords, inShort, utcExact } from '#lib/deadlines/speak.ts';
import type { CaseFile, TermsRecord } from './case-shape.ts';
import { lettersPart, noticeProofPart } from './dossier-letters.ts';
import { objectionPart } from './dossier-objection.ts';
import type { Setting } from './dossier-setting.ts';
import { shownInWords } from './letter-words.ts';
import { Paper } from './paper.ts';
import {
  becauseInWords,
  countryInWords,
  kindInWords,
  mechanismInWords,
  messageInWords,
  occasionInWords,
  outcomeInWords,
  reasonInWords,
  sentence,
  stateInWords,
} from './words.ts';

/**
 * The case as a document to be read, printed and filed: a tagged PDF/A-3b with the case file, from which it is made,
 * attached. The same case file gives the same bytes.
 *
 * @param attached the case file's own bytes
 */
export async function dossier(file: CaseFile, attached: Buffer): Promise<Buffer> {
  const { zone } = file.vendor;
  const { reference } = file.notice;
  const paper = new Paper({
    title: `Case ${reference}: ${file.change.title}`,
    subject: `The change as it concerns ${file.subscriber.name}`,
    author: file.vendor.legalName,
    reference,
    made: new Date(epochMilliseconds(file.asOf as Instant)),
  });
  const when = (at: string) => inShort(at as Instant, zone);
  const setting: Setting = {
    paper,
    zone,
    when,
    whenOf: (at) => at && when(at),
    by: (person) =>
      person ? (person.name ?? (person.side === 'vendor' ? file.vendor.legalName : file.subscriber.name)) : '',
  };
  paper.attach(`${reference}.json`, 'application/json', attached, 'The case file from which this dossier is made');
  front(file, setting);
  changePart(file, setting);
  windowPart(file, setting);
  noticeProofPart(file, setting);
  for (const objection of file.objections) objectionPart(objection, file, setting);
  messagesPart(file, setting);
  lettersPart(file, setting);
  authorisationPart(file, setting);
  chronologyPart(file, setting);
  proofPart(file, setting);
  return paper.finish();
}

function front(file: CaseFile, { paper, when, zone }: Setting): void {
  const { notice, subscriber, vendor, change, dpa, asOf } = file;
  paper.eyebrow(`Dossier · case ${notice.reference}`);
  paper.title(change.title, `As it concerns ${subscriber.name}, up to ${when(asOf)}.`);
  paper.facts([
    ['Outcome', sentence(outcomeInWords[notice.outcome])],
    ['Subscriber', `${subscriber.name}, ${countryInWords(subscriber.country)}`],
    ['Vendor', `${vendor.legalName}, ${countryInWords(vendor.country)}; privacy contact ${vendor.privacyContact}`],
    [
      'DPA',
      [dpa.reference, dpa.version && `version ${dpa.version}`, dpa.executedAt && `executed ${when(dpa.executedAt)}`]
        .filter(Boolean)
        .join(', '),
    ],
    [
      'Clauses',
      [
        `Objection: ${dpa.objectionClause}`,
        dpa.terminationClause && `termination: ${dpa.terminationClause}`,
        dpa.emergencyClause && `emergency: ${dpa.emergencyClause}`,
      ]
        .filter(Boolean)
        .join('; '),
    ],
    [
      'Authorisation',
      dpa.authorisation === 'general'
        ? 'General: no objection in time is acceptance'
        : 'Specific: no answer in time is no authorisation',
    ],
    ['Notice given', `${when(notice.givenAt)}, on ${occasionInWords[notice.occasion]}`],
    [
      'Why it applies',
      [
        sentence(becauseInWords[notice.appliesBecause]),
        names(notice.services),
        notice.dora && 'a critical ICT service under DORA',
      ]
        .filter(Boolean)
        .join('; '),
    ],
    [
      'Urgent',
      notice.urgent
        ? `Yes: the new terms may start while the window is open (${dpa.emergencyClause ?? 'emergency clause'})`
        : null,
    ],
    ['Shown', shownInWords(file, when)],
    [
      'Window closes',
      `${endOfDayInWords(notice.closesAt as Instant, zone)}; first instant after it: ${utcExact(notice.closesAt as Instant)}`,
    ],
    ['Objections', file.objections.map(({ reference }) => reference).join(', ') || 'None'],
  ]);
}

function changePart({ change }: CaseFile, { paper, when }: Setting): void {
  const { subprocessor: company, policyVersion: version } = change;
  paper.section('The change', () => {
    paper.facts([
      ['Kind', sentence(kindInWords[change.kind])],
      [
        'Sub-processor',
        [company.legalName, company.group && `of the group ${company.group}`, company.address]
          .filter(Boolean)
          .join(', '),
      ],
      ['Replaces', change.replaces],
      ['Category', company.category === 'infrastructure' ? 'Infrastructure' : 'Service-specific'],
      [
        'Certifications',
        company.certifications.map(({ name, validTo }) => (validTo ? `${name}, valid to ${validTo}` : name)).join('; '),
      ],
      ['Published', `Policy version ${version.number}, ${when(change.publishedAt)}`],
      ['Planned start', dayInWords(change.plannedStartOn as Parameters<typeof dayInWords>[0])],
      ['Urgent', change.urgentReason],
      ['Withdrawn', change.withdrawnAt && `${when(change.withdrawnAt)}. ${change.withdrawalReason ?? ''}`],
      ['Superseded', change.supersededAt && when(change.supersededAt)],
      ['SHA-256 of the notice’s text', change.noticeTextSha256 ?? 'the text was not kept'],
    ]);
    paper.heading('The vendor’s reason');
    paper.prose(change.reason);
    paper.heading('Terms');
    const [before, after] = [change.before, change.after];
    const rows = termRows.map(([label, say]) => [label, before ? say(before) : '', after ? say(after) : ''] as const);
    const said = rows.filter(([, had, has]) => had || has);
    if (before && after)
      paper.table(
        ['', 'Before', 'After'],
        said.map((row) => row.map((cell) => cell || '–')),
        [88],
      );
    else paper.facts(said.map(([label, had, has]) => [label, had || has]));
    if (!after) paper.note('The use of this sub-processor ends: there are no terms after the change.');
  });
}

const termRows: [string, (terms: TermsRecord) => string | null][] = [
  ['What it does', ({ description }) => description],
  ['Purpose', ({ purpose }) => purpose],
  ['Services', ({ services }) => names(services) || 'every service'],
  [
    'Where',
    ({ locations }) =>
      locations.map(({ country, place, role }) => `${place}, ${countryInWords(country)} (${role})`).join('\n'),
  ],
  ['Customer data', ({ customerData }) => customerData.join(', ')],
  ['Platform data', ({ platformData }) => platformData.join(', ')],
  ['Data subjects', ({ dataSubjects }) => dataSubjects.join(', ')],
  [
    'Transfers',
    ({ transfers }) =>
      transfers
        .map(
          ({ country, mechanism, detail }) =>
            `${countryInWords(country)}: ${mechanismInWords[mechanism]}${detail ? `, ${detail}` : ''}`,
        )
        .join('\n'),
  ],
  ['Retention', ({ retention }) => retention],
  ['Encryption', ({ encryption }) => encryption],
  ['Key holder', ({ keyHolder }) => keyHolder],
];

function windowPart(file: CaseFile, { paper, when, whenOf, by, zone }: Setting): void {
  paper.section('The window', () => {
    paper.prose('How the close was counted, as it was frozen when the notice was given:');
    paper.list(file.window.sentences);
    for (const extension of file.extensions)
      paper.facts([
        ['Extended', `${when(extension.extendedAt)}, by ${by(extension.by)}`],
        [
          'From, to',
          `${endOfDayInWords(extension.fromClosesAt as Instant, zone)}, to ${endOfDayInWords(extension.toClosesAt as Instant, zone)}`,
        ],
        ['Reason', extension.reason],
      ]);
    if (file.acceptances.length > 0) {
      paper.heading('“No objection”');
      paper.facts(
        file.acceptances.map((acceptance) => [
          by(acceptance.by),
          [
            `Recorded ${when(acceptance.acceptedAt)}`,
            acceptance.takenBackAt && `taken back ${whenOf(acceptance.takenBackAt)}, by ${by(acceptance.takenBackBy)}`,
          ]
            .filter(Boolean)
            .join('; '),
        ]),
      );
    }
    const { notice } = file;
    if (notice.closeRecordedAt && notice.recordedOutcome)
      paper.facts([['Close recorded', `${when(notice.closeRecordedAt)}: ${outcomeInWords[notice.recordedOutcome]}`]]);
  });
}

function messagesPart({ messages }: CaseFile, { paper, when }: Setting): void {
  if (messages.length === 0) return;
  paper.section('Messages', () => {
    for (const message of messages) {
      paper.heading(`${messageInWords[message.kind]} from ${message.authorName}`);
      paper.note([when(message.sentAt), message.objection && `on ${message.objection}`].filter(Boolean).join(', '));
      paper.letter(() => paper.prose(message.body));
    }
  });
}

function authorisationPart({ authorisations, asOf, change }: CaseFile, { paper, when }: Setting): void {
  paper.section('Authorisation', () => {
    paper.prose(
      `Under which terms ${change.subprocessor.legalName} may process this subscriber’s data, as of ${when(asOf)}:`,
    );
    if (authorisations.length === 0) paper.prose('No terms are in question for this subscriber.');
    paper.facts(
      authorisations.map(({ terms, state, reason, warningOnly, services }) => [
        { before: 'Terms before', after: 'Terms after', other: 'Other terms' }[terms],
        `${stateInWords[state]}: ${reasonInWords(reason)}${services.length > 0 ? ` (${names(services)})` : ''}.${warningOnly ? ' The DPA has no standstill, so this warns and does not block.' : ''}`,
      ]),
    );
  });
}

function chronologyPart({ chronology }: CaseFile, { paper, when }: Setting): void {
  paper.section('Chronology', () => {
    paper.note('Every entry of the evidence log about this case, with its number and hash.');
    paper.history(() => {
      for (const { at, sentence: said, position, hash } of chronology)
        paper.entry(when(at), said, `${position}  ${hash}`);
    });
  });
}

function proofPart({ proof, notice }: CaseFile, { paper }: Setting): void {
  paper.section('What this proves, and what it does not', () => {
    paper.heading('It shows');
    paper.list(proof.shows);
    paper.heading('It does not show');
    paper.list(proof.doesNotShow);
    paper.note(
      `The case file ${notice.reference}.json, from which this dossier is made, is attached to it: every text as written, and each entry’s exact bytes. A character that the typefaces of this document lack is given as its code point, as in [U+4E2D].`,
    );
  });
}

const names = (services: readonly { name: string }[]) => services.map(({ name }) => name).join(', ');

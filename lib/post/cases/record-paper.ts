import type { Language, Occasion } from '#db/schema/vocabulary.ts';
import { epochMilliseconds, type Instant } from '#lib/deadlines/instant.ts';
import { Paper } from '#lib/exports/paper.ts';
import type { Say } from '#lib/i18n/catalogue.ts';
import { type Dates, datesIn } from '#lib/i18n/dates.ts';
import type { record as en } from '#lib/i18n/en/record.ts';
import { listedIn } from '#lib/i18n/lists.ts';
import { workingIn } from '#lib/i18n/working.ts';
import type { Letterhead } from '../written.ts';
import { agreement, holdOnlyWarns, saysOfCases } from './case.ts';
import { clauseIn } from './clause.ts';
import { lastDayIn } from './last-day.ts';
import {
  type Answer,
  authorisation,
  isOnHold,
  type NoticeDelivery,
  type RecordFacts,
  saysOfRecord,
} from './record-facts.ts';

/** What the parts of a record share. */
interface Setting {
  paper: Paper;
  facts: RecordFacts;
  language: Language;
  head: Letterhead;
  say: Say<typeof en>;
  dates: Dates;
  when(at: Instant): string;
}

/**
 * The record that no objection was received, as a document to be filed: a tagged PDF/A-3b. It says what it rests on, part
 * by part, and what it does not prove. The same facts give the same bytes.
 */
export function recordPaper(facts: RecordFacts, language: Language, head: Letterhead): Promise<Buffer> {
  const say = saysOfRecord(language);
  const dates = datesIn[language];
  const { reference, changeTitle: change, subscriberName: subscriber } = facts;
  const paper = new Paper({
    language,
    title: `${say('title')}: ${change}`,
    subject: `${reference}, ${subscriber}`,
    author: head.vendorName,
    reference,
    made: new Date(epochMilliseconds(facts.asOf)),
  });
  const setting = { paper, facts, language, head, say, dates, when: (at: Instant) => dates.short(at, head.zone) };
  paper.eyebrow(reference);
  paper.title(
    say('title'),
    say('lede', { change, subscriber, lastDay: lastDayIn(language, facts.closesAt, head.zone) }),
  );
  front(setting);
  applies(setting);
  notice(setting);
  working(setting);
  absence(setting);
  followed(setting);
  limits(setting);
  return paper.finish();
}

function front({ paper, facts, language, head, say, dates, when }: Setting): void {
  const named = saysOfCases(language);
  const { number, publishedAt } = facts.policyVersion;
  paper.facts([
    [say('outcome'), say(facts.outcome === 'deemed_accepted' ? 'outcomeAccepted' : 'outcomeNotAuthorised')],
    [say('subscriber'), facts.subscriberName],
    [say('vendor'), `${head.vendorName}, ${head.privacyContact}`],
    [named('subprocessor'), facts.subprocessorName],
    [named('agreement'), agreement(facts, language)],
    [say('published'), say('publishedValue', { number, instant: when(publishedAt) })],
    [say('given'), when(facts.givenAt)],
    [
      say('closed'),
      say('closedValue', {
        lastDay: dates.endOfDay(facts.closesAt, head.zone),
        utc: dates.utc(facts.closesAt),
      }),
    ],
    [say('recorded'), say('recordedValue', { instant: when(facts.recordedAt), position: `${facts.position}` })],
    [say('asOf'), when(facts.asOf)],
  ]);
}

const occasions = {
  published: 'occasionPublished',
  dpa_executed: 'occasionDpa',
  service_taken_up: 'occasionService',
  superseding: 'occasionSuperseding',
  fresh: 'occasionFresh',
} as const satisfies Record<Occasion, string>;

function applies({ paper, facts, language, say }: Setting): void {
  const { subscriberName: subscriber, subprocessorName: subprocessor, dpaReference: dpa } = facts;
  const services = listedIn(language, facts.services);
  paper.section(say('applies', { subscriber }), () => {
    const because =
      facts.appliesBecause === 'infrastructure'
        ? say('becauseInfrastructure', { subscriber, subprocessor, dpa })
        : say('becauseServices', { subscriber, subprocessor, dpa, services });
    paper.prose(`${because} ${say(occasions[facts.occasion])}`);
  });
}

function notice(setting: Setting): void {
  const { paper, facts, say, when } = setting;
  const { subscriberName: subscriber, shownAt, unprovenSince } = facts;
  paper.section(say('proofOfNotice'), () => {
    paper.note(say('grades'));
    if (facts.letters.length === 0) paper.prose(say('noLetter'));
    for (const letter of facts.letters) {
      paper.prose(say('letterComposed', { instant: when(letter.composedAt) }), { after: 2 });
      paper.mono(letter.sha256);
      paper.facts(letter.deliveries.map((delivery) => [addressed(delivery), grades(delivery, setting)]));
    }
    if (facts.readings.length > 0)
      paper.facts(facts.readings.map(({ name, at }) => [say('read'), say('readBy', { name, instant: when(at) })]));
    else paper.prose(say('readByNobody', { subscriber }));
    if (shownAt) paper.prose(say('shown', { instant: when(shownAt) }));
    if (unprovenSince) paper.prose(say('proofLost', { instant: when(unprovenSince) }));
  });
}

const addressed = ({ recipientName, address }: NoticeDelivery): string =>
  recipientName ? `${recipientName}, ${address}` : address;

function grades({ handed, accepted, bounced, failedAt }: NoticeDelivery, setting: Setting): string {
  const { say, when } = setting;
  const steps = [
    handed && answered(handed, 'handed', setting),
    accepted && answered(accepted, 'accepted', setting),
    bounced && answered(bounced, 'bounced', setting),
    failedAt && say('failed', { instant: when(failedAt) }),
  ].filter((step) => step !== null);
  return steps.length > 0 ? steps.join('\n') : say('waiting');
}

function answered(
  { at, host, code }: Answer,
  grade: 'handed' | 'accepted' | 'bounced',
  { say, when }: Setting,
): string {
  const named = [host, code === null ? null : say('answer', { code: `${code}` })].filter((part) => part !== null);
  return say(grade, { server: named.length > 0 ? ` (${named.join(', ')})` : '', instant: when(at) });
}

function working({ paper, facts, language, head, say, dates, when }: Setting): void {
  paper.section(say('working'), () => {
    paper.prose(say('workingLede'));
    paper.list(workingIn[language](facts.working));
    for (const { at, from, to, reason } of facts.extensions)
      paper.prose(
        say('extended', {
          instant: when(at),
          from: dates.lastDay(from, head.zone),
          to: dates.lastDay(to, head.zone),
          reason,
        }),
      );
  });
}

function absence({ paper, facts, head, say, when }: Setting): void {
  const { subscriberName: subscriber, objections, takenBack } = facts;
  paper.section(say('absence'), () => {
    paper.prose(say('absent', { subscriber, vendor: head.vendorName }));
    const named = [
      ...objections.map(({ reference, receivedAt, late, retractedAt }) => {
        const received = when(receivedAt);
        if (retractedAt === null) return say('late', { reference, received });
        return say(late ? 'lateRetracted' : 'retracted', { reference, received, instant: when(retractedAt) });
      }),
      ...takenBack.map(({ at, until }) => say('acceptedThenTakenBack', { instant: when(at), until: when(until) })),
    ];
    if (named.length > 0) paper.list(named);
  });
}

function followed({ paper, facts, language, head, say }: Setting): void {
  const why =
    facts.outcome === 'deemed_accepted'
      ? capitalised(say('followedAccepted', { clause: clauseIn(language, facts.objectionClause) }))
      : say('followedNotAuthorised');
  paper.section(say('followed'), () => {
    paper.prose(`${why} ${authorisation(facts, facts.subscriberName, language, head)}`);
    if (isOnHold(facts))
      for (const block of holdOnlyWarns(facts, language)) if (block.is === 'paragraph') paper.prose(block.text);
  });
}

function limits({ paper, facts, head, say }: Setting): void {
  const { subscriberName: subscriber } = facts;
  paper.section(say('limits'), () => {
    paper.list([
      say('limitAgreement', { subscriber }),
      say('limitRead'),
      say('limitElsewhere'),
      say('limitLawful'),
      say('limitRights'),
      say('limitLater'),
    ]);
    paper.note(say('kept', { subscriber, vendor: head.vendorName }));
  });
}

const capitalised = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

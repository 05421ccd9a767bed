import { sql } from 'drizzle-orm';
import type { Answer, Language, Occasion } from '#db/schema/vocabulary.ts';
import type { Concern } from '#lib/changes/change-shown.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { lastDayBefore } from '#lib/deadlines/speak.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { listedIn } from '#lib/i18n/lists.ts';
import { kindIn } from '#lib/i18n/terms.ts';
import { workingIn } from '#lib/i18n/working.ts';
import { concernJson } from '#lib/notices/change-shown.ts';
import { type CaseFacts, caseRows, paragraph, readCases } from '../cases/case.ts';
import { clauseIn } from '../cases/clause.ts';
import type { Lapsed, Writer } from '../writer.ts';
import type { Block, Letterhead } from '../written.ts';
import { planned } from './published.ts';
import { changesTold, saysOfChanges, type Told } from './told.ts';
import { untilThenIn } from './until-then-in.ts';

/** What of a window says until when, and what follows from silence. */
export type Window = Pick<CaseFacts, 'subscriberName' | 'objectionClause' | 'authorisation' | 'closesAt'> & {
  noticeRequired: boolean;
};

interface OfNotice extends CaseFacts {
  occasion: Occasion;
  answer: Answer | null;
  noticeRequired: boolean;
  emergencyClause: string | null;
  concern: Concern;
  working: Working;
  /** As it stands now. */
  standsAt: Instant;
  /** Something proves that it was read or arrived. */
  shown: boolean;
  /** The objection that stands on under it, where it corrects another notice. */
  carried: string | null;
}

/** What a notice's letter is written of. */
export interface NoticeFacts extends OfNotice, Told {
  now: Instant;
}

/** Ended before it was told: another letter says so, and this one would ask for what nobody needs any more. The same holds where the window is over, and it was answered or was seen without a letter. */
const ENDED: ReadonlySet<Answer | null> = new Set(['superseded', 'change_withdrawn', 'not_concerned']);

/** That a change concerns a subscriber, until when it can object, and what follows if it does not. */
export const notice: Writer<NoticeFacts> = {
  async facts(tx, owed, now) {
    const cases = await readCases<OfNotice>(
      tx,
      owed,
      sql`jsonb_build_object('occasion', n.occasion, 'answer', n.answer, 'standsAt', demur.iso(n.closes_at), 'shown', n.shown_at is not null and n.unproven_since is null, 'noticeRequired', p.notice_required,
        'emergencyClause', p.emergency_clause, 'concern', ${concernJson}, 'working', w.working,
        'carried', (select o.reference from demur.objections o where o.notice_id = n.id and o.carried_from is not null limit 1))`,
    );
    const told = await changesTold(tx, owed);
    const facts = new Map<string, NoticeFacts | Lapsed>();
    for (const [id, one] of cases) {
      const of = told.get(one.noticeId);
      const over = now >= one.standsAt && (one.answer !== null || one.shown);
      if (over || ENDED.has(one.answer)) facts.set(id, { lapsed: 'no_longer_due' });
      else if (of) facts.set(id, { ...one, ...of, now });
    }
    return facts;
  },
  write(facts, language, head) {
    const say = saysOfChanges(language);
    const dates = datesIn[language];
    const { change, closesAt, sha256 } = facts;
    const day = dates.day(lastDayBefore(closesAt, head.zone));
    // neither over, nor objected to already
    const asked = facts.carried === null && facts.now < closesAt;
    const subject = facts.authorisation === 'specific' ? 'noticeSubjectSpecific' : 'noticeSubject';
    return {
      subject: say(subject, { title: change.title, day }),
      blocks: [
        paragraph(untilWhen(facts, language, head)),
        ...occasioned(facts, language).map(paragraph),
        {
          is: 'rows',
          rows: [
            { label: say('closes'), value: dates.endOfDay(closesAt, head.zone) },
            { label: say('start'), value: dates.day(change.plannedStartOn) },
            { label: say('kind'), value: kindIn[language][change.kind] },
          ],
        },
        { is: 'link', text: say(asked ? 'read' : 'open'), path: `/changes/${facts.noticeId}` },
        ...(asked ? [paragraph(say('who', { subscriber: facts.subscriberName, contact: head.privacyContact }))] : []),
        ...planned(facts, concernIn(facts.concern, language), language, head.vendorName),
        ...(facts.now < closesAt ? untilThenBlocks(facts, language, head) : []),
        { is: 'heading', text: say('whyThisDate') },
        { is: 'list', items: workingIn[language](facts.working) },
        ...(asked ? [calendarLink(facts, language)] : []),
        caseRows(facts, language),
        { is: 'small', text: say('rights') },
        ...(sha256 ? [{ is: 'small', text: say('hash', { hash: sha256 }) } satisfies Block] : []),
      ],
    };
  },
};

/** The first lines of a notice's letter. Who has objected already is asked for nothing; one that goes out late says so. */
export function untilWhen(
  facts: Window & { carried: string | null; now: Instant },
  language: Language,
  { zone, vendorName: vendor }: Letterhead,
): string {
  const say = saysOfChanges(language);
  const close = datesIn[language].lastDay(facts.closesAt, zone);
  if (facts.carried) return say('carried', { reference: facts.carried, close });
  if (facts.now >= facts.closesAt) return `${say('windowOver', { close })} ${say('windowOverObject', { vendor })}`;
  const subscriber = facts.subscriberName;
  const until =
    facts.authorisation === 'specific'
      ? say('untilWhenSpecific', { subscriber, close })
      : say('untilWhen', { subscriber, close });
  return `${until} ${ofSilence(facts, language)}`;
}

/** What follows if nobody answers, by the subscriber's own terms. */
export function ofSilence({ objectionClause, authorisation, noticeRequired }: Window, language: Language): string {
  const say = saysOfChanges(language);
  const clause = clauseIn(language, objectionClause);
  const follows = authorisation === 'specific' ? say('silenceSpecific', { clause }) : say('silence', { clause });
  return noticeRequired && authorisation === 'general' ? `${follows} ${say('silenceUnproven')}` : follows;
}

function untilThenBlocks(facts: NoticeFacts, language: Language, { zone }: Letterhead): Block[] {
  const { change, closesAt, standstill, urgent, emergencyClause, carried } = facts;
  const outcome = carried ? 'objected' : 'open';
  return [
    { is: 'heading', text: saysOfChanges(language)('untilThen') },
    paragraph(untilThenIn(language, change, { closesAt, outcome, standstill, urgent, emergencyClause, zone })),
  ];
}

const calendarLink = ({ noticeId }: NoticeFacts, language: Language): Block => ({
  is: 'link',
  text: saysOfChanges(language)('calendar'),
  path: `/changes/${noticeId}/deadline.ics`,
});

/** Why it comes now, where it was not given with the publication. */
function occasioned({ occasion }: OfNotice, language: Language): string[] {
  const say = saysOfChanges(language);
  switch (occasion) {
    case 'published':
      return [];
    case 'superseding':
      return [say('superseding')];
    case 'dpa_executed':
      return [say('dpaExecuted')];
    case 'service_taken_up':
      return [say('serviceTakenUp')];
    case 'fresh':
      return [say('fresh')];
  }
}

function concernIn({ because, services }: Concern, language: Language): string {
  const say = saysOfChanges(language);
  if (because === 'infrastructure') return say('infrastructure');
  return say('uses', { services: listedIn(language, services) });
}

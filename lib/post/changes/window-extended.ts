import { sql } from 'drizzle-orm';
import type { Answer } from '#db/schema/vocabulary.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { lastDayBefore } from '#lib/deadlines/speak.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { type CaseFacts, caseRows, noticeLink, paragraph, readCases } from '../cases/case.ts';
import type { Lapsed, Writer } from '../writer.ts';
import { ofSilence } from './notice.ts';
import { saysOfChanges } from './told.ts';

interface ExtendedFacts extends CaseFacts {
  answer: Answer | null;
  from: Instant;
  reason: string;
  noticeRequired: boolean;
  now: Instant;
}

const ENDED: ReadonlySet<Answer | null> = new Set(['superseded', 'change_withdrawn', 'not_concerned']);

/** That a window closes later than was said. Extended in the instant in which the letter was obliged. */
export const windowExtended: Writer<ExtendedFacts> = {
  async facts(tx, owed, now) {
    const cases = await readCases<Omit<ExtendedFacts, 'now' | keyof CaseFacts>>(
      tx,
      owed,
      sql`(select jsonb_build_object('answer', n.answer, 'from', demur.iso(e.from_closes_at), 'reason', e.reason, 'noticeRequired', p.notice_required)
        from demur.extensions e where e.notice_id = n.id and e.extended_at = l.obliged_at)`,
    );
    return new Map(
      [...cases].map(([id, one]): [string, ExtendedFacts | Lapsed] => [
        id,
        ENDED.has(one.answer) ? { lapsed: 'no_longer_due' } : { ...one, now },
      ]),
    );
  },
  write(facts, language, { zone, vendorName }) {
    const say = saysOfChanges(language);
    const dates = datesIn[language];
    const { closesAt, answer, subscriberName: subscriber, changeTitle: title } = facts;
    const [close, former] = [dates.lastDay(closesAt, zone), dates.lastDay(facts.from, zone)];
    const effect = {
      accepted: say('extendedAccepted'),
      objected: say('extendedObjected'),
      none: ofSilence(facts, language),
    }[answer === 'accepted' || answer === 'objected' ? answer : 'none'];
    const over = facts.now >= closesAt;
    const lede = facts.authorisation === 'specific' ? 'extendedLedeSpecific' : 'extendedLede';
    return {
      subject: say('extendedSubject', { title, day: dates.day(lastDayBefore(closesAt, zone)) }),
      blocks: [
        paragraph(over ? say('extendedOver', { close, former }) : say(lede, { subscriber, close, former })),
        ...(over ? [] : [paragraph(effect)]),
        { is: 'quote', text: facts.reason, by: vendorName },
        ...(facts.plannedStartAt < closesAt && !facts.urgent ? [paragraph(say('extendedStart'))] : []),
        noticeLink(facts, language),
        caseRows(facts, language),
      ],
    };
  },
};

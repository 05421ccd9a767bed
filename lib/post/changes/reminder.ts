import { sql } from 'drizzle-orm';
import type { Answer } from '#db/schema/vocabulary.ts';
import { daysBetween } from '#lib/deadlines/civil-day.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn, lastDayBefore } from '#lib/deadlines/speak.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { type CaseFacts, caseRows, paragraph, readCases } from '../cases/case.ts';
import type { Lapsed, Writer } from '../writer.ts';
import { ofSilence } from './notice.ts';
import { saysOfChanges } from './told.ts';

interface ReminderFacts extends CaseFacts {
  answer: Answer | null;
  /** As it stands now: an extension has its own reminders. */
  standsAt: Instant;
  remindedOf: Instant | null;
  noticeRequired: boolean;
  now: Instant;
}

/** That a window is about to close and no answer is on record; none once there is one, or the window is another. */
export const reminder: Writer<ReminderFacts> = {
  async facts(tx, owed, now) {
    const cases = await readCases<Omit<ReminderFacts, 'now' | keyof CaseFacts>>(
      tx,
      owed,
      sql`jsonb_build_object('answer', n.answer, 'standsAt', demur.iso(n.closes_at), 'remindedOf', l.facts ->> 'closesAt', 'noticeRequired', p.notice_required)`,
    );
    return new Map(
      [...cases].map(([id, one]): [string, ReminderFacts | Lapsed] => {
        const { answer, standsAt, remindedOf } = one;
        const due = answer === null && now < standsAt && (remindedOf === null || remindedOf === standsAt);
        return [id, due ? { ...one, closesAt: standsAt, now } : { lapsed: 'no_longer_due' }];
      }),
    );
  },
  write(facts, language, { zone }) {
    const say = saysOfChanges(language);
    const { closesAt, subscriberName: subscriber, changeTitle: title } = facts;
    const days = daysBetween(civilDayIn(facts.now, zone), lastDayBefore(closesAt, zone));
    const said = { subscriber, days, close: datesIn[language].lastDay(closesAt, zone) };
    const lede = facts.authorisation === 'specific' ? 'reminderLedeSpecific' : 'reminderLede';
    return {
      subject: say('reminderSubject', { days, title }),
      blocks: [
        paragraph(say(lede, said)),
        paragraph(`${say('reminderNone')} ${ofSilence(facts, language)}`),
        { is: 'link', text: say('read'), path: `/changes/${facts.noticeId}` },
        caseRows(facts, language),
        { is: 'small', text: say('rights') },
      ],
      stop: say('reminderStop'),
    };
  },
};

import { sql } from 'drizzle-orm';
import type { ObjectionStatus } from '#db/schema/vocabulary.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { desk as en } from '#lib/i18n/en/desk.ts';
import { desk as es } from '#lib/i18n/es/desk.ts';
import { paragraph } from '../cases/case.ts';
import type { Lapsed, Writer } from '../writer.ts';

const says = catalogue(en, es);

interface Overdue {
  reference: string;
  noticeReference: string;
  subscriber: string;
  title: string;
  receivedAt: Instant;
  respondBy: Instant;
}

const DONE: ReadonlySet<ObjectionStatus> = new Set(['late', 'resolved', 'retracted', 'ended']);

/** That the vendor's own target for an answer has passed; not once it is answered, paused, or has another target. */
export const responseOverdue: Writer<Overdue> = {
  async facts(tx, owed) {
    const { rows } = await tx.execute<
      Overdue & Record<string, unknown> & { id: string; status: ObjectionStatus; standing: boolean }
    >(sql`
      select l.id, o.reference, n.reference as "noticeReference", b.name as subscriber, c.title, demur.iso(o.received_at) as "receivedAt",
        l.facts ->> 'respondBy' as "respondBy", g.status, g.paused_at is null and demur.iso(g.respond_by) = l.facts ->> 'respondBy' as standing
      from demur.letters l
      join demur.objections o on o.id = (l.about ->> 'objections')::uuid
      join demur.objection_progress g on g.id = o.id
      join demur.notices n on n.id = o.notice_id
      join demur.changes c on c.id = n.change_id
      join demur.subscribers b on b.id = o.subscriber_id
      where l.id = any (${idArray(owed.map(({ id }) => id))})`);
    return new Map(
      rows.map((row): [string, Overdue | Lapsed] => [
        row.id,
        DONE.has(row.status) || !row.standing ? { lapsed: 'no_longer_due' } : row,
      ]),
    );
  },
  write(facts, language, { zone }) {
    const say = says(language);
    const dates = datesIn[language];
    const { reference, subscriber } = facts;
    return {
      subject: say('overdueSubject', { reference, subscriber }),
      blocks: [
        paragraph(say('overdueLede', { reference, lastDay: dates.lastDay(facts.respondBy, zone) })),
        paragraph(say('overdueEffect', { subscriber })),
        { is: 'link', text: say('overdueOpen'), path: `/desk/objections/${reference}` },
        {
          is: 'rows',
          rows: [
            { label: say('objection'), value: reference, mono: true },
            { label: say('case'), value: facts.noticeReference, mono: true },
            { label: say('subscriber'), value: subscriber },
            { label: say('change'), value: facts.title },
            { label: say('received'), value: dates.instant(facts.receivedAt, zone) },
          ],
        },
      ],
      reader: 'desk',
    };
  },
};

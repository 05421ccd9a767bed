import { sql } from 'drizzle-orm';
import { idArray } from '#lib/command/id-array.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { paragraph } from '../cases/case.ts';
import type { Writer } from '../writer.ts';
import { saysOfChanges } from './told.ts';

interface ServiceFacts {
  service: string;
  subscriber: string;
  by: string;
  takenUpAt: Instant;
  authorised: { company: string; purpose: string }[];
  /** What was given in the same instant: each with its answer then. */
  notices: { reference: string; title: string; closesAt: Instant; accepted: boolean }[];
}

/** That a signatory took up a service and authorised who is behind it, and which changes to come it was told of. */
export const serviceAuthorised: Writer<ServiceFacts> = {
  async facts(tx, owed) {
    const { rows } = await tx.execute<{ id: string; facts: ServiceFacts }>(sql`
      select l.id, jsonb_build_object('service', s.name, 'subscriber', b.name, 'by', coalesce(b_user.name, ''), 'takenUpAt', demur.iso(u.taken_up_at),
        'authorised', (select coalesce(jsonb_agg(jsonb_build_object('company', c.legal_name, 'purpose', t.purpose) order by c.legal_name, t.id), '[]')
          from demur.service_authorisations a join demur.terms t on t.id = a.terms_id join demur.subprocessors c on c.id = t.subprocessor_id where a.use_id = u.id),
        'notices', (select coalesce(jsonb_agg(jsonb_build_object('reference', n.reference, 'title', c.title, 'closesAt', demur.iso(w.closes_at),
            'accepted', exists (select from demur.acceptances a where a.notice_id = n.id and a.accepted_at = u.taken_up_at)) order by w.closes_at, n.id), '[]')
          from demur.notices n join demur.changes c on c.id = n.change_id join demur.windows w on w.id = n.window_id
          where n.subscriber_id = u.subscriber_id and n.given_at = u.taken_up_at and n.occasion = 'service_taken_up')) as facts
      from demur.letters l
      join demur.services_in_use u on u.id = (l.about ->> 'services_in_use')::uuid
      join demur.services s on s.id = u.service_id
      join demur.subscribers b on b.id = u.subscriber_id
      left join demur.users b_user on b_user.id = u.taken_up_by
      where l.id = any (${idArray(owed.map(({ id }) => id))})`);
    return new Map(rows.map(({ id, facts }) => [id, facts]));
  },
  write({ service, subscriber, by, takenUpAt, authorised, notices }, language, { zone }) {
    const say = saysOfChanges(language);
    const dates = datesIn[language];
    return {
      subject: say('serviceSubject', { service }),
      blocks: [
        paragraph(say('serviceLede', { instant: dates.instant(takenUpAt, zone), by, service, subscriber })),
        ...(authorised.length === 0
          ? [paragraph(say('serviceNobody'))]
          : ([
              { is: 'heading', text: say('serviceAuthorised') },
              { is: 'rows', rows: authorised.map(({ company, purpose }) => ({ label: company, value: purpose })) },
            ] as const)),
        ...(notices.length === 0
          ? []
          : ([
              { is: 'heading', text: say('serviceToCome') },
              paragraph(say('serviceNotices')),
              {
                is: 'list',
                items: notices.map(({ title, reference, closesAt, accepted }) =>
                  say(accepted ? 'serviceAccepted' : 'serviceNotice', {
                    ...{ title, reference },
                    close: dates.lastDay(closesAt, zone),
                  }),
                ),
              },
            ] as const)),
        { is: 'link', text: say('serviceOpen'), path: '/services' },
      ],
    };
  },
};

import { sql } from 'drizzle-orm';
import type { ProposedAction } from '#db/schema/resolutions.ts';
import type { Language, ResolutionOption } from '#db/schema/vocabulary.ts';
import { type CivilDate, type Instant, parseCivilDate } from '#lib/deadlines/instant.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { decisions as en } from '#lib/i18n/en/decisions.ts';
import { decisions as es } from '#lib/i18n/es/decisions.ts';
import { listedIn } from '#lib/i18n/lists.ts';
import type { Lapsed, Writer } from '../writer.ts';
import type { Block } from '../written.ts';
import { type CaseFacts, caseRows, holdOnlyWarns, paragraph, readCases } from './case.ts';
import { lastDayIn } from './last-day.ts';

interface Proposal extends CaseFacts {
  objectionReference: string;
  option: Exclude<ResolutionOption, 'cease'>;
  measures: Pick<ProposedAction, 'text' | 'owner' | 'dueOn'>[];
  services: string[];
  untilDay: CivilDate | null;
  conditions: string | null;
  reasons: string;
  answerByDay: CivilDate;
  answerBy: Instant;
  /** Accepted, declined or lapsed by now: there is nothing left to answer. */
  over: boolean;
}

const says = catalogue(en, es);

/** What the vendor proposes, and until when it waits for an answer. */
export const proposalLetter: Writer<Proposal> = {
  async facts(tx, owed, now) {
    const read = await readCases<Proposal>(
      tx,
      owed,
      sql`(select jsonb_build_object('objectionReference', o.reference, 'option', q.option, 'measures', q.actions,
        'services', (select coalesce(jsonb_agg(s.name order by s.name), '[]') from demur.services s where s.id = any (q.service_ids)),
        'untilDay', q.until_day, 'conditions', q.core_conditions, 'reasons', q.reasons, 'answerByDay', q.answer_by_day,
        'answerBy', demur.iso(q.answer_by), 'over', q.answer is not null)
        from demur.proposals q join demur.objections o on o.id = q.objection_id where q.id = (l.about ->> 'proposals')::uuid)`,
    );
    const due = new Map<string, Proposal | Lapsed>(read);
    for (const [id, { over, answerBy }] of read) if (over || answerBy <= now) due.set(id, { lapsed: 'no_longer_due' });
    return due;
  },
  write(facts, language, { zone, vendorName: by }) {
    const say = says(language);
    const dates = datesIn[language];
    const { objectionReference: reference, subprocessorName: subprocessor, conditions } = facts;
    return {
      subject: say('proposalSubject', { reference, day: dates.day(facts.answerByDay) }),
      blocks: [
        paragraph(say('proposalLede', { lastDay: lastDayIn(language, facts.answerBy, zone) })),
        { is: 'link', text: say('proposalAnswer'), path: `/objections/${reference}` },
        ...(facts.option === 'corrective_action' ? measures(facts, language) : withdrawal(facts, language)),
        ...(conditions ? quoted(say('conditions'), conditions, by) : []),
        ...quoted(say('reasons'), facts.reasons, by),
        paragraph(say('proposalHow', { subprocessor })),
        ...holdOnlyWarns(facts, language),
        caseRows(facts, language),
      ],
    };
  },
};

const quoted = (heading: string, text: string, by: string): Block[] => [
  { is: 'heading', text: heading },
  { is: 'quote', text, by },
];

function measures(facts: Proposal, language: Language): Block[] {
  const say = says(language);
  const line = ({ text, owner, dueOn }: Proposal['measures'][number]) =>
    say('actionLine', { text, owner, day: datesIn[language].day(parseCivilDate(dueOn)) });
  return [
    { is: 'heading', text: say('proposedMeasures') },
    { is: 'list', items: facts.measures.map(line) },
  ];
}

function withdrawal({ services, untilDay }: Proposal, language: Language): Block[] {
  const say = says(language);
  return [
    { is: 'heading', text: say('proposedWithdrawal') },
    {
      is: 'rows',
      rows: [
        { label: say('services'), value: listedIn(language, services) },
        { label: say('until'), value: untilDay ? datesIn[language].day(untilDay) : say('forGood') },
      ],
    },
  ];
}

import { sql } from 'drizzle-orm';
import type { dataStatements, Language } from '#db/schema/vocabulary.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { decisions as en } from '#lib/i18n/en/decisions.ts';
import { decisions as es } from '#lib/i18n/es/decisions.ts';
import type { Lapsed, Writer } from '../writer.ts';
import type { Block } from '../written.ts';
import { type CaseFacts, caseRows, earliestStart, holdOnlyWarns, objectionLink, paragraph, readCases } from './case.ts';

const says = catalogue(en, es);

/** A corrective action that a decision undertook. */
interface Undertaken extends CaseFacts {
  objectionReference: string;
  number: number;
  text: string;
  owner: string;
  dueOn: CivilDate;
}

interface Done extends Undertaken {
  evidence: string;
  completedAt: Instant;
  /** Of the same decision, not done when this one was. */
  outstanding: number;
}

const undertaken = sql`'objectionReference', o.reference, 'number', a.number, 'text', a.text, 'owner', a.owner, 'dueOn', a.due_on`;

/** That an action is recorded as done, with the evidence, and what is still to come. */
export const actionDoneLetter: Writer<Done> = {
  facts: (tx, owed) =>
    readCases(
      tx,
      owed,
      sql`(select jsonb_build_object(${undertaken}, 'evidence', d.evidence, 'completedAt', demur.iso(d.completed_at),
        'outstanding', (select count(*) from demur.corrective_actions s
          where s.resolution_id = a.resolution_id and not exists (select from demur.action_completions e
            where e.action_id = s.id and e.completed_at <= d.completed_at)))
        from demur.action_completions d join demur.corrective_actions a on a.id = d.action_id
        join demur.objections o on o.id = a.objection_id where d.id = (l.about ->> 'action_completions')::uuid)`,
    ),
  write(facts, language, { zone, vendorName: by }) {
    const say = says(language);
    const { objectionReference: reference, subprocessorName: subprocessor, number, outstanding } = facts;
    return {
      subject: say('doneSubject', { number, reference }),
      blocks: [
        paragraph(say('doneLede', { number, instant: datesIn[language].instant(facts.completedAt, zone) })),
        action(facts, language),
        { is: 'heading', text: say('evidence') },
        { is: 'quote', text: facts.evidence, by },
        ...(outstanding > 0
          ? [paragraph(say('doneRemaining', { subprocessor, outstanding })), ...holdOnlyWarns(facts, language)]
          : [paragraph(say('doneAll', { subprocessor, day: earliestStart(facts, language, zone) }))]),
        paragraph(say('doneDispute')),
        objectionLink(reference, language),
        caseRows(facts, language),
      ],
    };
  },
};

/** That an action's day has passed, and it is not done. No longer due once it is, or once another decision stands. */
export const actionOverdueLetter: Writer<Undertaken> = {
  async facts(tx, owed) {
    const read = await readCases<Undertaken & { over: boolean }>(
      tx,
      owed,
      sql`(select jsonb_build_object(${undertaken}, 'over', exists (select from demur.action_completions d where d.action_id = a.id)
          or exists (select from demur.resolutions e where e.objection_id = a.objection_id and e.supersedes = a.resolution_id))
        from demur.corrective_actions a join demur.objections o on o.id = a.objection_id
        where a.id = (l.about ->> 'corrective_actions')::uuid)`,
    );
    const due = new Map<string, Undertaken | Lapsed>(read);
    for (const [id, { over }] of read) if (over) due.set(id, { lapsed: 'no_longer_due' });
    return due;
  },
  write(facts, language, { zone }) {
    const say = says(language);
    const dates = datesIn[language];
    const { objectionReference: reference, subprocessorName: subprocessor, number, dueOn } = facts;
    return {
      subject: say('overdueSubject', { number, reference }),
      blocks: [
        paragraph(say('overdueLede', { number, day: dates.day(dueOn), city: dates.city(zone) })),
        action(facts, language),
        paragraph(say('overdueEffect', { subprocessor })),
        ...holdOnlyWarns(facts, language),
        objectionLink(reference, language),
        caseRows(facts, language),
      ],
    };
  },
};

interface Statement extends CaseFacts {
  objectionReference: string;
  statement: (typeof dataStatements)[number];
  detail: string;
  statedAt: Instant;
}

/** What became of data already there, after a decision to cease. */
export const dataStatementLetter: Writer<Statement> = {
  facts: (tx, owed) =>
    readCases(
      tx,
      owed,
      sql`(select jsonb_build_object('objectionReference', o.reference, 'statement', d.statement, 'detail', d.detail,
        'statedAt', demur.iso(d.stated_at))
        from demur.data_statements d join demur.resolutions r on r.id = d.resolution_id join demur.objections o on o.id = r.objection_id
        where d.id = (l.about ->> 'data_statements')::uuid)`,
    ),
  write(facts, language, { zone, vendorName: vendor }) {
    const say = says(language);
    const { objectionReference: reference, subprocessorName: subprocessor } = facts;
    const what = facts.statement === 'nothing_sent' ? 'nothingSent' : 'deletionConfirmed';
    return {
      subject: say('statementSubject', { reference }),
      blocks: [
        paragraph(say(what, { vendor, subprocessor })),
        { is: 'quote', text: facts.detail, by: vendor },
        { is: 'rows', rows: [{ label: say('statedAt'), value: datesIn[language].instant(facts.statedAt, zone) }] },
        objectionLink(reference, language),
        caseRows(facts, language),
      ],
    };
  },
};

function action({ number, text, owner, dueOn }: Undertaken, language: Language): Block {
  const say = says(language);
  return {
    is: 'rows',
    rows: [
      { label: say('action', { number }), value: text },
      { label: say('owner'), value: owner },
      { label: say('dueOn'), value: datesIn[language].day(dueOn) },
    ],
  };
}

import { sql } from 'drizzle-orm';
import type { MessageKind } from '#db/schema/vocabulary.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { filings as en } from '#lib/i18n/en/filings.ts';
import { filings as es } from '#lib/i18n/es/filings.ts';
import type { Writer } from '../writer.ts';
import type { Block } from '../written.ts';
import {
  type CaseFacts,
  caseRows,
  holdOnlyWarns,
  noticeLink,
  objectionLink,
  ourTarget,
  paragraph,
  readCases,
} from './case.ts';
import { clauseIn } from './clause.ts';
import { lastDayIn } from './last-day.ts';

const says = catalogue(en, es);

interface OnObjection extends CaseFacts {
  objectionReference: string;
}

interface Supplement extends OnObjection {
  said: { body: string; author: string } | null;
  actions: { number: number; text: string }[];
}

/** That what a subscriber added is on record. It was written in the instant in which the letter was obliged. */
export const supplementLetter: Writer<Supplement> = {
  facts: (tx, owed) =>
    readCases(
      tx,
      owed,
      sql`(select jsonb_build_object('objectionReference', o.reference,
        'said', (select jsonb_build_object('body', m.body, 'author', m.author_name) from demur.messages m
          where m.objection_id = o.id and m.kind = 'supplement' and m.sent_at = l.obliged_at limit 1),
        'actions', (select coalesce(jsonb_agg(jsonb_build_object('number', a.number, 'text', a.text) order by a.number), '[]')
          from demur.requested_actions a where a.objection_id = o.id and a.requested_at = l.obliged_at))
        from demur.objections o where o.id = (l.about ->> 'objections')::uuid)`,
    ),
  write(facts, language, { zone }) {
    const say = says(language);
    const { objectionReference: reference, said, actions, obligedAt } = facts;
    return {
      subject: say('supplementSubject', { reference }),
      blocks: [
        paragraph(say('supplementLede', { reference, instant: datesIn[language].instant(obligedAt, zone) })),
        ...(said ? [{ is: 'quote' as const, text: said.body, by: said.author }] : []),
        ...(actions.length > 0
          ? ([
              { is: 'heading', text: say('actionsAdded') },
              {
                is: 'rows',
                rows: actions.map(({ number, text }) => ({ label: say('action', { number }), value: text })),
              },
            ] satisfies Block[])
          : []),
        paragraph(say('supplementEffect')),
        caseRows(facts, language),
        objectionLink(reference, language),
      ],
    };
  },
};

interface Said extends CaseFacts {
  objectionReference: string | null;
  kind: MessageKind;
  body: string;
  author: string;
  /** The window runs, and nobody has answered. */
  open: boolean;
}

/** What the vendor wrote, or asked. */
export const messageLetter: Writer<Said> = {
  facts: (tx, owed) =>
    readCases(
      tx,
      owed,
      sql`(select jsonb_build_object('kind', m.kind, 'body', m.body, 'author', m.author_name,
        'objectionReference', (select o.reference from demur.objections o where o.id = m.objection_id),
        'open', n.answer is null and n.closes_at > l.obliged_at)
        from demur.messages m where m.id = (l.about ->> 'messages')::uuid)`,
    ),
  write(facts, language, { zone, vendorName: vendor }) {
    const say = says(language);
    const { objectionReference, changeTitle: change, reference } = facts;
    const quote: Block = { is: 'quote', text: facts.body, by: facts.author };
    const link = objectionReference ? objectionLink(objectionReference, language) : noticeLink(facts, language);
    if (facts.kind === 'information_request' && objectionReference)
      return {
        subject: say('informationSubject', { reference: objectionReference }),
        blocks: [
          paragraph(say('informationLede', { vendor, reference: objectionReference })),
          quote,
          paragraph(say('informationEffect', { vendor })),
          link,
          caseRows(facts, language),
        ],
      };
    return {
      subject: say('messageSubject', { change, reference }),
      blocks: [
        paragraph(
          facts.open
            ? say('messageLedeOpen', { change, vendor, lastDay: lastDayIn(language, facts.closesAt, zone) })
            : say('messageLede', { change, vendor }),
        ),
        quote,
        link,
        caseRows(facts, language),
      ],
    };
  },
};

interface Retraction extends OnObjection {
  retractedAt: Instant;
  /** What it made of the notice. */
  notice: 'open' | 'accepted' | 'unchanged';
  proposalEnded: boolean;
}

/** That a subscriber took its objection back, and what stands now. */
export const retractionLetter: Writer<Retraction> = {
  facts: (tx, owed) =>
    readCases(
      tx,
      owed,
      sql`(select jsonb_build_object('objectionReference', o.reference, 'retractedAt', demur.iso(r.retracted_at),
        'notice', case when o.late and not exists (select from demur.admissions a where a.objection_id = o.id) then 'unchanged'
          when r.before_close then 'open' else 'accepted' end,
        'proposalEnded', exists (select from demur.proposals q where q.objection_id = o.id and q.answered_at = r.retracted_at))
        from demur.retractions r join demur.objections o on o.id = r.objection_id where r.id = (l.about ->> 'retractions')::uuid)`,
    ),
  write(facts, language, { zone }) {
    const say = says(language);
    const dates = datesIn[language];
    const { objectionReference: reference, notice } = facts;
    const lastDay = lastDayIn(language, facts.closesAt, zone);
    const instant = dates.instant(facts.retractedAt, zone);
    const clause = clauseIn(language, facts.objectionClause);
    const now: Record<Retraction['notice'], Block[]> = {
      open: [
        paragraph(say('retractedOpen', { lastDay })),
        paragraph(
          facts.authorisation === 'specific' ? say('retractedOpenSpecific') : say('retractedOpenGeneral', { clause }),
        ),
        noticeLink(facts, language),
      ],
      accepted: [paragraph(say('retractedAccepted', { reference, instant, lastDay }))],
      unchanged: [paragraph(say('retractedLate', { reference, instant }))],
    };
    return {
      subject: say('retractionSubject', { reference }),
      blocks: [
        ...now[notice],
        ...(facts.proposalEnded ? [paragraph(say('proposalEnded'))] : []),
        paragraph(say('retractedEffect')),
        objectionLink(reference, language),
        caseRows(facts, language),
      ],
    };
  },
};

interface Admission extends OnObjection {
  admittedAt: Instant;
  reason: string;
  dataAlreadySent: string;
  respondBy: Instant | null;
}

/** That a late objection is let in. */
export const admissionLetter: Writer<Admission> = {
  facts: (tx, owed) =>
    readCases(
      tx,
      owed,
      sql`(select jsonb_build_object('objectionReference', o.reference, 'admittedAt', demur.iso(a.admitted_at), 'reason', a.reason,
        'dataAlreadySent', a.data_already_sent,
        'respondBy', (select convert_from(e.content, 'UTF8')::jsonb -> 'facts' ->> 'respondBy' from demur.events e
          where e.case_id = n.id and e.type = 'objection.admitted' limit 1))
        from demur.admissions a join demur.objections o on o.id = a.objection_id where a.id = (l.about ->> 'admissions')::uuid)`,
    ),
  write(facts, language, head) {
    const say = says(language);
    const dates = datesIn[language];
    const { objectionReference: reference, subprocessorName: subprocessor } = facts;
    const { zone, vendorName: by } = head;
    return {
      subject: say('admissionSubject', { reference }),
      blocks: [
        paragraph(
          say('admissionLede', {
            lastDay: lastDayIn(language, facts.closesAt, zone),
            instant: dates.instant(facts.admittedAt, zone),
          }),
        ),
        paragraph(say('admissionEffect', { subprocessor })),
        ...holdOnlyWarns(facts, language),
        { is: 'heading', text: say('admissionReason') },
        { is: 'quote', text: facts.reason, by },
        { is: 'heading', text: say('dataAlreadySent') },
        { is: 'quote', text: facts.dataAlreadySent, by },
        ...ourTarget(facts.respondBy, language, head),
        objectionLink(reference, language),
        caseRows(facts, language),
      ],
    };
  },
};

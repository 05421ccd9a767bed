import { sql } from 'drizzle-orm';
import type { Answer, ObjectionStatus } from '#db/schema/vocabulary.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { type CaseFacts, caseRows, noticeLink, paragraph, readCases } from '../cases/case.ts';
import type { Writer } from '../writer.ts';
import { saysOfChanges } from './told.ts';

interface EndedFacts extends CaseFacts {
  answer: Answer | null;
  /** Its latest objection that was not retracted, and where that stands now. */
  objection: { reference: string; status: ObjectionStatus } | null;
  /** "No objection" stood on record. */
  accepted: boolean;
}

interface WithdrawnFacts extends EndedFacts {
  reason: string;
  /** Something was in place before. */
  goesOn: boolean;
}

const ended = sql`jsonb_build_object('answer', n.answer,
  'objection', (select jsonb_build_object('reference', o.reference, 'status', g.status) from demur.objections o join demur.objection_progress g on g.id = o.id
    where o.notice_id = n.id and g.status <> 'retracted' order by o.received_at desc limit 1),
  'accepted', exists (select from demur.acceptances a where a.notice_id = n.id and a.taken_back_at is null))`;

/** That the vendor has withdrawn a change, and what becomes of each answer. */
export const changeWithdrawn: Writer<WithdrawnFacts> = {
  facts: (tx, owed) =>
    readCases(
      tx,
      owed,
      sql`${ended} || jsonb_build_object('reason', c.withdrawal_reason, 'goesOn', c.from_terms_id is not null)`,
    ),
  write(facts, language, { zone, vendorName }) {
    const say = saysOfChanges(language);
    const instant = datesIn[language].instant(facts.obligedAt, zone);
    return {
      subject: say('withdrawnSubject', { title: facts.changeTitle }),
      blocks: [
        paragraph(say('withdrawnLede', { instant })),
        { is: 'quote', text: facts.reason, by: vendorName },
        paragraph(
          [
            becauseOf(facts, say, datesIn[language].lastDay(facts.closesAt, zone)),
            ...(facts.goesOn ? [say('withdrawnGoesOn')] : []),
          ].join(' '),
        ),
        noticeLink(facts, language),
        caseRows(facts, language),
      ],
    };
  },
};

/** What the answer of this reader is worth now. */
function becauseOf(facts: WithdrawnFacts, say: ReturnType<typeof saysOfChanges>, close: string): string {
  const { objection, answer, accepted } = facts;
  if (objection?.status === 'resolved') return say('withdrawnDecided', { reference: objection.reference });
  if (objection && objection.status === 'ended') return say('withdrawnObjection', { reference: objection.reference });
  if (answer === 'accepted' || accepted) return say('withdrawnAccepted');
  if (answer === null)
    return facts.authorisation === 'specific' ? say('withdrawnNotAuthorised') : say('withdrawnDeemed');
  return say('withdrawnOpen', { close });
}

/** To who had a notice of a change that was corrected, and has none of the correction: theirs is over. */
export const superseded: Writer<EndedFacts> = {
  facts: (tx, owed) => readCases(tx, owed, ended),
  write(facts, language, { zone }) {
    const say = saysOfChanges(language);
    const dates = datesIn[language];
    const { objection, accepted, obligedAt, closesAt } = facts;
    return {
      subject: say('supersededSubject', { title: facts.changeTitle }),
      blocks: [
        paragraph(
          say('supersededLede', { instant: dates.instant(obligedAt, zone), close: dates.lastDay(closesAt, zone) }),
        ),
        paragraph(
          [
            say('supersededNoNotice'),
            ...(objection ? [say('supersededObjection', { reference: objection.reference })] : []),
            ...(accepted && !objection ? [say('supersededAnswer')] : []),
          ].join(' '),
        ),
        noticeLink(facts, language),
        caseRows(facts, language),
      ],
    };
  },
};

interface CarriedFacts extends CaseFacts {
  objectionReference: string;
  before: string;
  noticeBefore: string;
  late: boolean;
  decided: boolean;
  givenAt: Instant;
}

/** That an objection stands on under a corrected notice as it is. */
export const carriedOver: Writer<CarriedFacts> = {
  facts: (tx, owed) =>
    readCases(
      tx,
      owed,
      sql`(select jsonb_build_object('objectionReference', o.reference, 'before', e.reference, 'noticeBefore', en.reference, 'late', e.late,
          'decided', exists (select from demur.resolutions r where r.objection_id = e.id), 'givenAt', demur.iso(n.given_at))
        from demur.objections o join demur.objections e on e.id = o.carried_from join demur.notices en on en.id = e.notice_id
        where o.id = (l.about ->> 'objections')::uuid)`,
    ),
  write(facts, language, { zone }) {
    const say = saysOfChanges(language);
    const { objectionReference: reference, before, noticeBefore } = facts;
    const close = datesIn[language].lastDay(facts.closesAt, zone);
    return {
      subject: say('carriedSubject', { reference }),
      blocks: [
        paragraph(say('carriedLede', { notice: facts.reference, close })),
        paragraph(
          [
            say('carriedAs', { reference, before, noticeBefore }),
            ...(facts.late ? [say('carriedLate')] : []),
            facts.decided ? say('carriedDecided') : say('carriedUndecided'),
          ].join(' '),
        ),
        paragraph(say('carriedRetract')),
        noticeLink(facts, language),
        caseRows(facts, language),
      ],
    };
  },
};

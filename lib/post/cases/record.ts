import type { Language } from '#db/schema/vocabulary.ts';
import type { Writer } from '../writer.ts';
import { caseRows, holdOnlyWarns, noticeLink, paragraph } from './case.ts';
import { clauseIn } from './clause.ts';
import { lastDayIn } from './last-day.ts';
import { authorisation, isOnHold, type RecordFacts, readRecords, saysOfRecord } from './record-facts.ts';
import { recordPaper } from './record-paper.ts';

/** That the window closed and no objection had been received, with all that it rests on enclosed. */
export const recordLetter: Writer<RecordFacts> = {
  facts: readRecords,
  write(facts, language, head) {
    const say = saysOfRecord(language);
    const { reference, changeTitle: change } = facts;
    const lastDay = lastDayIn(language, facts.closesAt, head.zone);
    return {
      subject: say('subject', { change, reference }),
      blocks: [
        paragraph(
          facts.outcome === 'deemed_accepted'
            ? say('ledeAccepted', { lastDay, clause: clauseIn(language, facts.objectionClause) })
            : say('ledeNotAuthorised', { lastDay }),
        ),
        paragraph(authorisation(facts, say('yourOrganisation'), language, head)),
        ...(isOnHold(facts) ? holdOnlyWarns(facts, language) : []),
        caseRows(facts, language),
        noticeLink(facts, language),
        paragraph(say('enclosed', { file: fileName(facts, language) })),
        paragraph(say('stillPossible', { vendor: head.vendorName })),
      ],
    };
  },
  async enclosures(facts, language, head) {
    const content = await recordPaper(facts, language, head);
    return [{ name: fileName(facts, language), mediaType: 'application/pdf', content }];
  },
};

const fileName = ({ reference }: RecordFacts, language: Language) => saysOfRecord(language)('file', { reference });

import { sql } from 'drizzle-orm';
import type { Language } from '#db/schema/vocabulary.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { filings as en } from '#lib/i18n/en/filings.ts';
import { filings as es } from '#lib/i18n/es/filings.ts';
import { filedJson, namesJson, receiptJson } from '#lib/objections/filed-json.ts';
import { type Receipt, receipt } from '#lib/objections/receipt.ts';
import type { Writer } from '../writer.ts';
import type { Block, Letterhead } from '../written.ts';
import { objectionLink, ourTarget, paragraph, readCases } from './case.ts';
import { lastDayIn } from './last-day.ts';
import { receiptInSpanish } from './objection-in-spanish.ts';
import { objectionPaper } from './objection-paper.ts';
import type { ReceiptLetterFacts } from './receipt-facts.ts';

const says = catalogue(en, es);

/** What of an objection's own event says until when the vendor means to answer it. */
const respondBy = sql`(select convert_from(e.content, 'UTF8')::jsonb -> 'facts' ->> 'respondBy' from demur.events e
  where e.case_id = n.id and e.type in ('objection.filed', 'objection.recorded')
    and convert_from(e.content, 'UTF8')::jsonb -> 'facts' ->> 'objection' = o.id::text limit 1)`;

/** That an objection is on record: in time or late, measured or stated, with itself enclosed. */
export const receiptLetter: Writer<ReceiptLetterFacts> = {
  facts: (tx, owed) =>
    readCases(
      tx,
      owed,
      sql`(select jsonb_build_object('filed', ${filedJson}, 'received', ${receiptJson}, 'names', ${namesJson}, 'respondBy', ${respondBy})
        from demur.objections o where o.id = (l.about ->> 'objections')::uuid)`,
    ),
  write(facts, language, head) {
    const say = says(language);
    const { received, filed, changeTitle } = facts;
    const { reference, late } = received;
    const shown = receiptIn(language, facts, head);
    const lastDay = lastDayIn(language, received.closesAt, head.zone);
    const measured = filed.channel === 'demur';
    const stated: Block[] = measured
      ? []
      : [
          paragraph(say('statedInstant', { vendor: head.vendorName })),
          { is: 'link', text: say('disputeInstant'), path: `/objections/${reference}/dispute-instant` },
        ];
    const lede = late ? 'receiptLate' : measured ? 'receiptInTime' : 'receiptStated';
    return {
      subject: say('receiptSubject', { reference, change: changeTitle }),
      blocks: [
        paragraph(say(lede, { lastDay })),
        { is: 'rows', rows: shown.rows },
        ...(late
          ? [paragraph(say('lateEffect', { vendor: head.vendorName }))]
          : [paragraph(say('reviewed')), ...ourTarget(facts.respondBy, language, head)]),
        objectionLink(reference, language),
        ...stated,
        paragraph(say('enclosedObjection', { file: fileName(facts) })),
        ...shown.proof.map(({ label, value }): Block => ({ is: 'small', text: `${label}: ${value}` })),
        { is: 'small', text: say('proves', { sentences: shown.proves.join(' ') }) },
        { is: 'small', text: say('doesNotProve', { sentences: shown.doesNotProve.join(' ') }) },
      ],
    };
  },
  async enclosures(facts, language, head) {
    const content = await objectionPaper(facts, receiptIn(language, facts, head), language, head);
    return [{ name: fileName(facts), mediaType: 'application/pdf', content }];
  },
};

const fileName = ({ received }: ReceiptLetterFacts) => `${received.reference}.pdf`;

function receiptIn(language: Language, facts: ReceiptLetterFacts, { zone }: Letterhead): Receipt {
  const { received, filed, names } = facts;
  const given = { ...filed, ...received, ...names, files: filed.files, zone };
  return language === 'es' ? receipt(given, receiptInSpanish) : receipt(given);
}

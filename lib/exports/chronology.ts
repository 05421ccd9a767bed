import { sql } from 'drizzle-orm';
import type { GroundAssessment, GroundCategory, LetterKind, Outcome } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { parseInstant } from '#lib/deadlines/instant.ts';
import { endOfDayInWords } from '#lib/deadlines/speak.ts';
import { parseExactly } from '#lib/evidence/canonical.ts';
import { eventInWords } from '#lib/evidence/event-words.ts';
import { type EventContent, eventContent } from '#lib/evidence/verified-event.ts';
import { groundInWords } from '#lib/objections/letter.ts';
import type { CaseRecord, ChronologyEntry } from './case-shape.ts';
import { letterInWords } from './letter-words.ts';
import { assessmentInWords, optionInWords, outcomeInWords } from './words.ts';

type EventRow = {
  position: string;
  at: string;
  type: string;
  role: string;
  name: string | null;
  content: string;
  sha256: string;
  hash: string;
};

/**
 * Every entry of the log about one case, in order, with those about its change as a whole, as far as the reader may see
 * them: a subscriber does not see the vendor's assessments, legal's exports, and what is no subscriber's in particular.
 */
export async function chronologyOf(tx: Transaction, record: CaseRecord): Promise<ChronologyEntry[]> {
  const { rows } = await tx.execute<EventRow>(sql`
    select e.position, demur.iso(e.at) as at, e.type, e.role, u.name, convert_from(e.content, 'UTF8') as content,
      encode(sha256(e.content), 'hex') as sha256, encode(e.hash, 'hex') as hash
    from (
      select * from demur.events where case_id = ${record.notice.id}
      union all
      select * from demur.events where type in ('change.published', 'change.withdrawn') and case_id is null
        and convert_from(content, 'UTF8')::jsonb -> 'rows' @> ${JSON.stringify([{ table: 'changes', id: record.change.id }])}
    ) e
    left join demur.users u on u.id = e.actor_id
    -- time rises within a case; at one instant the change's own entry stands before what followed from it
    order by e.at, e.case_id nulls first, e.position`);
  return rows.map(({ position, role, name, ...event }) => {
    const content = eventContent.parse(parseExactly(event.content));
    const by = { role, name };
    return {
      ...event,
      position: Number(position),
      by,
      sentence: eventInWords(event.type, by, detail(record, content)),
    };
  });
}

/** What makes this entry of its kind: the reference, the option, the new close. Taken from the rows that it names. */
function detail(record: CaseRecord, { type, rows, facts }: EventContent): string {
  const about = (table: string) => rows.find((row) => row.table === table);
  const zone = record.vendor.zone;
  const { objections } = record;
  const reference = objections.find(
    ({ id }) => id === (about('objections') ?? about('objection_progress'))?.id,
  )?.reference;
  switch (type) {
    case 'change.published':
      return rows[0]?.id === record.change.id ? `: ${record.change.title}` : ' that takes the place of this one';
    case 'notice.given':
      return ` to ${record.subscriber.name}${facts.occasion === 'fresh' ? ', afresh' : ''}`;
    case 'notice.shown_no_longer':
      return facts.afterClose === true ? ', after the window had closed: the outcome stands' : '';
    case 'letter.composed':
    case 'letter.handed_over':
    case 'letter.accepted':
    case 'letter.bounced':
    case 'letter.failed':
    case 'letter.sent_again':
    case 'letter.owed_again':
      return letterDetail(record, facts);
    case 'window.extended': {
      const to = about('extensions')?.plain.to_closes_at;
      return typeof to === 'string' ? ` to ${endOfDayInWords(parseInstant(to), zone)}` : '';
    }
    case 'window.closed':
      return typeof facts.outcome === 'string' ? `: ${outcomeInWords[facts.outcome as Outcome] ?? facts.outcome}` : '';
    case 'objection.filed':
    case 'objection.filed_late':
    case 'objection.recorded':
    case 'objection.admitted':
    case 'objection.carried_over':
      return reference ? `, ${reference}` : '';
    case 'grounds.assessed': {
      const { category, assessment } = about('grounds_assessed')?.plain ?? {};
      return `: ${groundInWords[category as GroundCategory] ?? category}, ${assessmentInWords[assessment as GroundAssessment] ?? assessment}`;
    }
    case 'objection.resolved':
    case 'resolution.superseded': {
      const resolution = objections
        .flatMap(({ resolutions }) => resolutions)
        .find(({ id }) => id === about('resolutions')?.id);
      return resolution ? `. ${optionInWords[resolution.option]}` : '';
    }
    case 'case.exported':
      return typeof facts.format === 'string'
        ? ` as ${facts.format === 'pdf' ? 'dossier (PDF)' : 'case file (JSON)'}`
        : '';
    default:
      return '';
  }
}

/** Which letter an entry is about, and to whom it went. */
function letterDetail(
  { letters }: CaseRecord,
  { letterId, letter: named, deliveryId, kind }: EventContent['facts'],
): string {
  const letter = letters.find(({ id }) => id === letterId || id === named);
  const word = letterInWords[(letter?.kind ?? kind) as LetterKind];
  const to = letter?.deliveries.find(({ id }) => id === deliveryId)?.to;
  const whom = to?.name ?? to?.address;
  return `${word ? `: ${word}` : ''}${whom ? `, to ${whom}` : ''}`;
}

import { sql } from 'drizzle-orm';
import type { AppliesBecause, Language, Occasion } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { record as en } from '#lib/i18n/en/record.ts';
import { record as es } from '#lib/i18n/es/record.ts';
import { provingKinds } from '#lib/notices/proof.ts';
import type { Lapsed, Owed } from '../writer.ts';
import type { Letterhead } from '../written.ts';
import { type CaseFacts, earliestStart, readCases } from './case.ts';

/** How far one letter with the notice is known to have come on its way to one address. */
export interface NoticeDelivery {
  recipientName: string | null;
  address: string;
  handed: Answer | null;
  accepted: Answer | null;
  bounced: Answer | null;
  failedAt: Instant | null;
}

/** What a mail server said, and when. */
export interface Answer {
  at: Instant;
  host: string | null;
  code: number | null;
}

export interface RecordFacts extends CaseFacts {
  outcome: 'deemed_accepted' | 'not_authorised';
  recordedAt: Instant;
  /** In the log, of the close. */
  position: number;
  /** What is said here was known at this instant. */
  asOf: Instant;
  policyVersion: { number: number; publishedAt: Instant };
  occasion: Occasion;
  appliesBecause: AppliesBecause;
  services: string[];
  givenAt: Instant;
  shownAt: Instant | null;
  unprovenSince: Instant | null;
  working: Working;
  extensions: { at: Instant; from: Instant; to: Instant; reason: string }[];
  letters: { composedAt: Instant; sha256: string; deliveries: NoticeDelivery[] }[];
  readings: { name: string; at: Instant }[];
  /** None of them stood at the close. */
  objections: { reference: string; receivedAt: Instant; late: boolean; retractedAt: Instant | null }[];
  /** "No objection", said and taken back. */
  takenBack: { at: Instant; until: Instant }[];
}

export const saysOfRecord = catalogue(en, es);

const answerJson = (grade: 'handed' | 'accepted' | 'bounced') => {
  const [at, prefix] = [sql.raw(`d.${grade}_at`), { handed: 'relay', accepted: 'accepted', bounced: 'bounce' }[grade]];
  const [host, code] = [sql.raw(`d.${prefix}_host`), sql.raw(`d.${prefix}_code`)];
  return sql`case when ${at} is not null then jsonb_build_object('at', demur.iso(${at}), 'host', ${host}, 'code', ${code}) end`;
};

const lettersJson = sql`(select coalesce(jsonb_agg(jsonb_build_object('composedAt', demur.iso(t.composed_at), 'sha256', encode(t.sha256, 'hex'),
    'deliveries', (select coalesce(jsonb_agg(jsonb_build_object('recipientName', d.recipient_name, 'address', d.address,
        'handed', ${answerJson('handed')}, 'accepted', ${answerJson('accepted')}, 'bounced', ${answerJson('bounced')},
        'failedAt', demur.iso(d.failed_at)) order by d.created_at, d.id), '[]')
      from demur.deliveries d where d.letter_id = t.letter_id and d.text_id = t.id)) order by t.composed_at, t.id), '[]')
  from demur.letters nl join demur.letter_texts t on t.letter_id = nl.id
  where nl.notice_id = n.id and nl.kind in (${sql.raw(provingKinds.map((kind) => `'${kind}'`).join(', '))}))`;

const objectionsJson = sql`(select coalesce(jsonb_agg(jsonb_build_object('reference', o.reference, 'receivedAt', demur.iso(o.received_at),
    'late', o.late, 'retractedAt', (select demur.iso(r.retracted_at) from demur.retractions r where r.objection_id = o.id))
    order by o.received_at, o.id), '[]') from demur.objections o where o.notice_id = n.id)`;

/** The facts of many records, in one statement. One is no longer due where the notice has been answered after all. */
export async function readRecords(
  tx: Transaction,
  owed: readonly Owed[],
  now: Instant,
): Promise<Map<string, RecordFacts | Lapsed>> {
  const read = await readCases<Omit<RecordFacts, keyof CaseFacts | 'outcome'> & { outcome: string; answered: boolean }>(
    tx,
    owed,
    sql`jsonb_build_object('outcome', n.recorded_outcome, 'recordedAt', demur.iso(n.close_recorded_at), 'answered', n.answer is not null,
      'position', (select e.position from demur.events e where e.case_id = n.id and e.type = 'window.closed' limit 1),
      'asOf', ${now}::text, 'policyVersion', (select jsonb_build_object('number', pv.number, 'publishedAt', demur.iso(pv.published_at))
        from demur.policy_versions pv where pv.id = c.policy_version_id),
      'occasion', n.occasion, 'appliesBecause', n.applies_because,
      'services', (select coalesce(jsonb_agg(s.name order by s.name), '[]') from demur.services s where s.id = any (n.service_ids)),
      'givenAt', demur.iso(n.given_at), 'shownAt', demur.iso(n.shown_at), 'unprovenSince', demur.iso(n.unproven_since),
      'working', w.working,
      'extensions', (select coalesce(jsonb_agg(jsonb_build_object('at', demur.iso(e.extended_at), 'from', demur.iso(e.from_closes_at),
        'to', demur.iso(e.to_closes_at), 'reason', e.reason) order by e.extended_at, e.id), '[]') from demur.extensions e where e.notice_id = n.id),
      'letters', ${lettersJson},
      'readings', (select coalesce(jsonb_agg(jsonb_build_object('name', u.name, 'at', demur.iso(x.read_at)) order by x.read_at, x.id), '[]')
        from demur.readings x join demur.users u on u.id = x.user_id where x.notice_id = n.id),
      'objections', ${objectionsJson},
      'takenBack', (select coalesce(jsonb_agg(jsonb_build_object('at', demur.iso(x.accepted_at), 'until', demur.iso(x.taken_back_at))
        order by x.accepted_at, x.id), '[]') from demur.acceptances x where x.notice_id = n.id and x.taken_back_at is not null))`,
  );
  const due = new Map<string, RecordFacts | Lapsed>();
  for (const [id, facts] of read) {
    const { outcome } = facts;
    // admitted, corrected or withdrawn meanwhile: another letter says so
    if (facts.answered) due.set(id, { lapsed: 'no_longer_due' });
    else if (outcome === 'deemed_accepted' || outcome === 'not_authorised') due.set(id, { ...facts, outcome });
  }
  return due;
}

/** The outcome stands, but nothing shows that the notice reached anybody. */
export const isOnHold = ({ outcome, shownAt, unprovenSince }: RecordFacts): boolean =>
  outcome === 'deemed_accepted' && (shownAt === null || unprovenSince !== null);

/**
 * What the outcome makes of the new terms.
 * @param whom the subscriber, as the text around it names it
 */
export function authorisation(facts: RecordFacts, whom: string, language: Language, { zone }: Letterhead): string {
  const say = saysOfRecord(language);
  const { subprocessorName: subprocessor } = facts;
  if (facts.outcome === 'not_authorised') return say('refused', { subprocessor, whom });
  return isOnHold(facts)
    ? say('notShown', { whom })
    : say('authorised', { subprocessor, whom, day: earliestStart(facts, language, zone) });
}

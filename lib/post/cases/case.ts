import { type SQL, sql } from 'drizzle-orm';
import type { AuthorisationMode, ChangeKind, Language } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { cases as en } from '#lib/i18n/en/cases.ts';
import { cases as es } from '#lib/i18n/es/cases.ts';
import type { Owed } from '../writer.ts';
import type { Block, Letterhead } from '../written.ts';
import { clauseIn } from './clause.ts';
import { lastDayIn } from './last-day.ts';

/** What every letter about a case knows of it. */
export interface CaseFacts {
  noticeId: string;
  /** `DEM-…` */
  reference: string;
  changeTitle: string;
  changeKind: ChangeKind;
  subprocessorName: string;
  /** Of a replacement: who is replaced. */
  formerName: string | null;
  subscriberName: string;
  dpaReference: string;
  objectionClause: string;
  terminationClause: string | null;
  authorisation: AuthorisationMode;
  standstill: boolean;
  plannedStartAt: Instant;
  urgent: boolean;
  /** As it stood when the letter was obliged. */
  closesAt: Instant;
  obligedAt: Instant;
}

const caseJson = sql`jsonb_build_object(
  'noticeId', n.id, 'reference', n.reference, 'changeTitle', c.title, 'changeKind', c.kind, 'subprocessorName', sp.legal_name,
  'formerName', (select f.legal_name from demur.terms t join demur.subprocessors f on f.id = t.subprocessor_id
    where t.id = c.from_terms_id and f.id <> c.subprocessor_id),
  'subscriberName', b.name, 'dpaReference', n.dpa_reference, 'objectionClause', p.objection_clause,
  'terminationClause', p.termination_clause, 'authorisation', p.authorisation, 'standstill', p.standstill,
  'plannedStartAt', demur.iso(c.planned_start_at), 'urgent', n.urgent, 'obligedAt', demur.iso(l.obliged_at),
  'closesAt', demur.iso(coalesce((select e.to_closes_at from demur.extensions e
    where e.notice_id = n.id and e.extended_at <= l.obliged_at order by e.extended_at desc limit 1), w.closes_at)))`;

/**
 * The facts of many letters, by letter, in one statement.
 * @param more what one kind of letter adds: an expression that gives JSON, over the letter `l`, its notice `n`, the change
 *   `c`, the sub-processor `sp`, the subscriber `b`, the window `w`, the profile `p` and the vendor `v`
 */
export async function readCases<More>(
  tx: Transaction,
  owed: readonly Owed[],
  more: SQL,
): Promise<Map<string, CaseFacts & More>> {
  const { rows } = await tx.execute<{ id: string; facts: (CaseFacts & More) | null }>(sql`
    select l.id, ${caseJson} || ${more} as facts
    from (select id, kind, notice_id, about, facts, coalesce((facts ->> 'happenedAt')::timestamptz, obliged_at) as obliged_at
      from demur.letters where id = any (${idArray(owed.map(({ id }) => id))})) l
    join demur.notices n on n.id = l.notice_id
    join demur.changes c on c.id = n.change_id
    join demur.subprocessors sp on sp.id = c.subprocessor_id
    join demur.subscribers b on b.id = n.subscriber_id
    join demur.windows w on w.id = n.window_id
    join demur.dpa_profiles p on p.id = w.profile_id
    cross join demur.vendor v`);
  return new Map(rows.flatMap(({ id, facts }) => (facts ? [[id, facts] as const] : [])));
}

export const saysOfCases = catalogue(en, es);

/** What the letter is about, for its reader to find it again. */
export function caseRows(facts: CaseFacts & { objectionReference?: string | null }, language: Language): Block {
  const say = saysOfCases(language);
  const { objectionReference } = facts;
  return {
    is: 'rows',
    rows: [
      ...(objectionReference ? [{ label: say('objection'), value: objectionReference, mono: true as const }] : []),
      { label: say('case'), value: facts.reference, mono: true },
      { label: say('change'), value: facts.changeTitle },
      { label: say('subprocessor'), value: facts.subprocessorName },
      { label: say('agreement'), value: agreement(facts, language) },
    ],
  };
}

/** "DPA 17/2026, clause 6.3" */
export const agreement = ({ dpaReference, objectionClause }: CaseFacts, language: Language): string =>
  `${dpaReference}, ${clauseIn(language, objectionClause, 'bare')}`;

export const objectionLink = (objectionReference: string, language: Language): Block => ({
  is: 'link',
  text: saysOfCases(language)('openObjection'),
  path: `/objections/${objectionReference}`,
});

export const noticeLink = ({ noticeId }: CaseFacts, language: Language): Block => ({
  is: 'link',
  text: saysOfCases(language)('openCase'),
  path: `/changes/${noticeId}`,
});

export const paragraph = (text: string): Block => ({ is: 'paragraph', text });

/** That a hold only warns, where the DPA has no standstill. */
export const holdOnlyWarns = ({ standstill }: CaseFacts, language: Language): Block[] =>
  standstill ? [] : [paragraph(saysOfCases(language)('noStandstill'))];

/** The rights that every decision leaves alone. */
export function rightsUntouched({ terminationClause }: CaseFacts, language: Language): string {
  const say = saysOfCases(language);
  return terminationClause ? say('rights', { clause: clauseIn(language, terminationClause) }) : say('rightsUnnamed');
}

/** Until when the vendor means to answer, where it has a target. */
export const ourTarget = (respondBy: Instant | null, language: Language, { zone }: Letterhead): Block[] =>
  respondBy === null
    ? []
    : [paragraph(saysOfCases(language)('ourTarget', { lastDay: lastDayIn(language, respondBy, zone) }))];

/** The later of close and planned start: before it the new terms are not authorised. */
export function earliestStart(
  { closesAt, plannedStartAt, urgent }: CaseFacts,
  language: Language,
  zone: string,
): string {
  const from = closesAt > plannedStartAt && !urgent ? closesAt : plannedStartAt;
  return datesIn[language].day(civilDayIn(from, zone));
}

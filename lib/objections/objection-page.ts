import { sql } from 'drizzle-orm';
import type { ObjectionStatus, Outcome } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { type ChangeShown, changeShownJoins, changeShownJson } from '#lib/notices/change-shown.ts';
import { type CaseStanding, caseStanding, messagesJson, type SaidOnCase } from '#lib/notices/notice-page.ts';
import { parseReference } from '#lib/notices/reference.ts';
import { type Carried, carriedJson } from './carried-json.ts';
import { type ProposalShown, proposalsJson, type ResolutionShown, resolutionsJson } from './decided-json.ts';
import { filedJson, namesJson, receiptJson } from './filed-json.ts';
import type { Filed, LetterNames } from './letter.ts';
import type { ReceiptFacts } from './receipt.ts';

/** What its receipt adds to what was filed. */
type ReceiptShown = Pick<
  ReceiptFacts,
  'reference' | 'receivedAt' | 'recordedAt' | 'late' | 'textSha256' | 'closesAt' | 'position' | 'carriedFrom'
>;

/** Everything that the page of one objection shows to its subscriber. */
export interface ObjectionPage extends CaseStanding {
  now: Instant;
  id: string;
  status: ObjectionStatus;
  respondBy: Instant | null;
  pausedAt: Instant | null;
  carried: Carried;
  filed: Filed;
  names: LetterNames;
  receipt: ReceiptShown;
  notice: { id: string; reference: string; closesAt: Instant; outcome: Outcome };
  change: ChangeShown;
  terminationClause: string | null;
  /** All of them, numbered through; `added`: by a supplement. */
  requestedActions: { id: string; number: number; text: string; requestedAt: Instant; added: boolean }[];
  files: { id: string; name: string; mediaType: string; size: number; sha256: string }[];
  messages: SaidOnCase[];
  admission: { reason: string; dataAlreadySent: string; admittedAt: Instant } | null;
  retraction: { retractedAt: Instant; by: string | null; beforeClose: boolean } | null;
  proposals: ProposalShown[];
  resolutions: ResolutionShown[];
}

/** One of a subscriber's objections, in two statements. Undefined for a foreign one, for none, and for no reference. */
export async function objectionPage(
  { tx, actor }: { tx: Transaction; actor: SubscriberActor },
  reference: string,
): Promise<ObjectionPage | undefined> {
  const asked = parseReference(reference);
  if (asked?.prefix !== 'OBJ') return undefined;
  const { rows } = await tx.execute<{ page: Omit<ObjectionPage, keyof CaseStanding> }>(sql`
    select jsonb_build_object(
      'now', demur.iso(clock.at), 'id', o.id, 'status', g.status,
      'respondBy', demur.iso(g.respond_by), 'pausedAt', demur.iso(g.paused_at), 'carried', ${carriedJson},
      'filed', ${filedJson}, 'names', ${namesJson}, 'receipt', ${receiptJson},
      'notice', jsonb_build_object('id', n.id, 'reference', n.reference, 'closesAt', demur.iso(n.closes_at),
        'outcome', demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, clock.at)),
      'change', ${changeShownJson}, 'terminationClause', p.termination_clause,
      'requestedActions', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'number', a.number, 'text', a.text,
          'requestedAt', demur.iso(a.requested_at), 'added', a.requested_at <> o.received_at) order by a.number), '[]')
        from demur.requested_actions a where a.objection_id = o.id),
      'files', (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size,
          'sha256', encode(f.sha256, 'hex')) order by l.position), '[]')
        from demur.objection_files l join demur.files f on f.id = l.file_id where l.objection_id = o.id),
      'messages', ${messagesJson},
      'admission', (select jsonb_build_object('reason', a.reason, 'dataAlreadySent', a.data_already_sent, 'admittedAt', demur.iso(a.admitted_at))
        from demur.admissions a where a.objection_id = o.id),
      'retraction', (select jsonb_build_object('retractedAt', demur.iso(r.retracted_at), 'by', u.name, 'beforeClose', r.before_close)
        from demur.retractions r left join demur.users u on u.id = r.retracted_by where r.objection_id = o.id),
      'proposals', ${proposalsJson}, 'resolutions', ${resolutionsJson}
    ) as page
    from demur.objections o
    cross join (select demur.now() as at) clock
    cross join demur.vendor v
    join demur.objection_progress g on g.id = o.id
    join demur.subscribers b on b.id = o.subscriber_id
    join demur.notices n on n.id = o.notice_id
    join demur.changes c on c.id = n.change_id
    ${changeShownJoins}
    join demur.windows w on w.id = n.window_id
    join demur.dpa_profiles p on p.id = w.profile_id
    where o.reference = ${asked.text} and o.subscriber_id = ${actor.subscriberId}`);
  const page = rows[0]?.page;
  return page && { ...page, ...(await caseStanding(tx, actor, page)) };
}

/** What `receipt` needs, of what the page read. */
export function receiptFacts(page: Pick<ObjectionPage, 'filed' | 'names' | 'receipt'>, zone: string): ReceiptFacts {
  const { filed, names } = page;
  const { noticeReference, changeTitle, channel, filerName, capacity, dpaReference, objectionClause, files } = filed;
  const { vendorName, subscriberName } = names;
  return {
    ...page.receipt,
    ...{ noticeReference, changeTitle, channel, filerName, capacity, dpaReference, objectionClause, files },
    ...{ vendorName, subscriberName, zone },
  };
}

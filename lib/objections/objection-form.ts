import { sql } from 'drizzle-orm';
import type { ObjectionStatus } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { recordId } from '#lib/command/inputs.ts';
import type { Refusal } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { type ChangeShown, changeShownJoins, changeShownJson } from '#lib/notices/change-shown.ts';
import type { Notice } from '#lib/notices/notice.ts';
import type { DraftContent } from './inputs.ts';
import type { Filed, LetterNames } from './letter.ts';
import { isLate, refuseFiling } from './objection.ts';

/** Everything that the objection form shows before and around what is typed. */
export interface ObjectionForm {
  now: Instant;
  noticeId: string;
  closesAt: Instant;
  /** The window is over: what is filed now is kept as late. */
  late: boolean;
  /** Why no objection can be filed now; null: it can. */
  refusal: Refusal | null;
  change: ChangeShown;
  /** For the letter as it will stand. */
  frozen: Pick<Filed, 'subscriberId' | 'noticeReference' | 'changeTitle' | 'dpaReference' | 'objectionClause'>;
  names: Omit<LetterNames, 'serviceNames'>;
  /** "No objection" is on record, and filing takes it back. */
  accepted: boolean;
  draft: { content: DraftContent; updatedAt: Instant; by: string | null } | null;
  /** Uploaded whole and not filed, the earliest first. */
  files: { id: string; name: string; mediaType: string; size: number; sha256: string }[];
  /** In use or core, by name. */
  services: { id: string; name: string }[];
  /** The new terms' data categories, customer-provided first. */
  dataCategories: string[];
  /** Names of those who may file, for whoever only prepares. */
  signatories: string[];
}

interface Read extends Omit<ObjectionForm, 'late' | 'refusal'> {
  law: Pick<Notice, 'answer' | 'changeWithdrawnAt' | 'closesAt'>;
  standing: ObjectionStatus[];
}

/** The form on one notice, in one statement. Undefined for a foreign notice and for none alike. */
export async function objectionForm(
  { tx, actor }: { tx: Transaction; actor: SubscriberActor },
  noticeId: string,
): Promise<ObjectionForm | undefined> {
  if (!recordId.safeParse(noticeId).success) return undefined;
  const { rows } = await tx.execute<{ form: Read }>(sql`
    select jsonb_build_object(
      'now', demur.iso(demur.now()), 'noticeId', n.id, 'closesAt', demur.iso(n.closes_at), 'change', ${changeShownJson},
      'law', jsonb_build_object('answer', n.answer, 'changeWithdrawnAt', demur.iso(c.withdrawn_at), 'closesAt', demur.iso(n.closes_at)),
      'standing', (select coalesce(jsonb_agg(g.status), '[]') from demur.objection_progress g where g.notice_id = n.id and g.status <> 'retracted'),
      'frozen', jsonb_build_object('subscriberId', n.subscriber_id, 'noticeReference', n.reference, 'changeTitle', c.title,
        'dpaReference', n.dpa_reference, 'objectionClause', p.objection_clause),
      'names', jsonb_build_object('vendorName', v.legal_name, 'subscriberName', b.name, 'subprocessorName', sp.legal_name),
      'accepted', n.answer is not distinct from 'accepted',
      'draft', (select jsonb_build_object('content', d.content, 'updatedAt', demur.iso(d.updated_at), 'by', u.name)
        from demur.objection_drafts d left join demur.users u on u.id = d.updated_by where d.notice_id = n.id),
      'files', (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size,
          'sha256', encode(f.sha256, 'hex')) order by f.started_at, f.id), '[]')
        from demur.files f where f.notice_id = n.id and f.side = 'subscriber' and f.filed_at is null and f.completed_at is not null),
      'services', (select coalesce(jsonb_agg(jsonb_build_object('id', se.id, 'name', se.name) order by se.name), '[]') from demur.services se
        where se.id = any (n.service_ids) or (n.applies_because = 'infrastructure' and (se.core or exists (
          select from demur.services_in_use i where i.service_id = se.id and i.subscriber_id = n.subscriber_id and i.dropped_at is null)))),
      'dataCategories', coalesce(to_jsonb(tt.customer_data || tt.platform_data), '[]'),
      'signatories', (select coalesce(jsonb_agg(u.name order by u.name), '[]') from demur.memberships m join demur.users u on u.id = m.user_id
        where m.subscriber_id = n.subscriber_id and m.right = 'signatory' and m.ended_at is null and u.disabled_at is null)
    ) as form
    from demur.notices n
    cross join demur.vendor v
    join demur.subscribers b on b.id = n.subscriber_id
    join demur.changes c on c.id = n.change_id
    ${changeShownJoins}
    join demur.windows w on w.id = n.window_id
    join demur.dpa_profiles p on p.id = w.profile_id
    where n.id = ${noticeId} and n.subscriber_id = ${actor.subscriberId}`);
  const form = rows[0]?.form;
  if (!form) return undefined;
  const { law, standing, ...shown } = form;
  const refusal = refuseFiling(law, standing, shown.now) ?? null;
  return { ...shown, late: isLate(law, shown.now), refusal };
}

import { sql } from 'drizzle-orm';
import type { ObjectionStatus } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { recordId } from '#lib/command/inputs.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { Notice } from '#lib/notices/notice.ts';
import { parseReference } from '#lib/notices/reference.ts';

/** A notice to which an objection that came by e-mail or post is about to be recorded. */
export interface Recordable {
  now: Instant;
  noticeId: string;
  reference: string;
  subscriberName: string;
  changeId: string;
  title: string;
  subprocessorName: string;
  givenAt: Instant;
  law: Pick<Notice, 'answer' | 'changeWithdrawnAt' | 'closesAt'>;
  /** What was objected already and not retracted. */
  standing: { reference: string; status: ObjectionStatus }[];
  /** In use or core, by name. */
  services: { id: string; name: string }[];
  /** The new terms' data categories, customer-provided first. */
  dataCategories: string[];
  /** Uploaded by the desk for this notice, and not filed yet. */
  files: { id: string; name: string; size: number; sha256: string }[];
}

/** By its id or its reference, in one statement. Undefined: there is no such notice. */
export async function recordable({ tx }: { tx: Transaction }, asked: string): Promise<Recordable | undefined> {
  const reference = parseReference(asked);
  const byId = recordId.safeParse(asked);
  if (!byId.success && reference?.prefix !== 'DEM') return undefined;
  const which = byId.success ? sql`n.id = ${byId.data}` : sql`n.reference = ${reference?.text ?? ''}`;
  const { rows } = await tx.execute<{ found: Recordable }>(sql`
    select jsonb_build_object('now', demur.iso(demur.now()), 'noticeId', n.id, 'reference', n.reference, 'subscriberName', b.name,
      'changeId', c.id, 'title', c.title, 'subprocessorName', sp.legal_name, 'givenAt', demur.iso(n.given_at),
      'law', jsonb_build_object('answer', n.answer, 'changeWithdrawnAt', demur.iso(c.withdrawn_at), 'closesAt', demur.iso(n.closes_at)),
      'standing', (select coalesce(jsonb_agg(jsonb_build_object('reference', o.reference, 'status', g.status) order by g.id), '[]')
        from demur.objection_progress g join demur.objections o on o.id = g.id where g.notice_id = n.id and g.status <> 'retracted'),
      'services', (select coalesce(jsonb_agg(jsonb_build_object('id', se.id, 'name', se.name) order by se.name), '[]') from demur.services se
        where se.core or se.id = any (n.service_ids)
          or exists (select from demur.services_in_use i where i.service_id = se.id and i.subscriber_id = n.subscriber_id and i.dropped_at is null)),
      'dataCategories', coalesce((select to_jsonb(t.customer_data || t.platform_data) from demur.terms t where t.id = c.to_terms_id), '[]'),
      'files', (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size, 'sha256', encode(f.sha256, 'hex'))
          order by f.started_at, f.id), '[]')
        from demur.files f where f.notice_id = n.id and f.side = 'vendor' and f.filed_at is null and f.completed_at is not null)
    ) as found
    from demur.notices n
    join demur.subscribers b on b.id = n.subscriber_id
    join demur.changes c on c.id = n.change_id
    join demur.subprocessors sp on sp.id = c.subprocessor_id
    where ${which}`);
  return rows[0]?.found;
}

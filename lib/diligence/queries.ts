import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import type { Attestation, Certification, Evidence, Overdue } from './diligence.ts';

/** The vendor's civil day. */
const today = sql`(demur.now() at time zone coalesce((select zone from demur.vendor), 'UTC'))::date`;

export interface DiligenceSummary {
  today: CivilDate;
  /** The longest overdue first. */
  overdue: (Overdue & { slug: string; legalName: string })[];
  /** How many items are attested, by slug; of one that is not there none is. */
  attested: Record<string, number>;
}

/** What is overdue of the companies in the register, in one statement. */
export async function diligenceSummary({ tx }: { tx: Transaction }): Promise<DiligenceSummary> {
  const { rows } = await tx.execute<DiligenceSummary & Record<string, unknown>>(sql`
    select ${today} as today,
      (select coalesce(jsonb_agg(jsonb_build_object('slug', s.slug, 'legalName', s.legal_name, 'kind', o.kind, 'what', o.what, 'dueOn', o.due_on)
          order by o.due_on, s.legal_name, o.what), '[]')
        from demur.overdue_diligence(demur.now()) o join demur.subprocessors s on s.id = o.subprocessor_id) as overdue,
      (select coalesce(jsonb_object_agg(slug, n), '{}') from (
        select s.slug, count(*) as n from demur.standing_attestations a join demur.subprocessors s on s.id = a.subprocessor_id group by s.slug) counted) as attested`);
  const [row] = rows;
  if (!row) throw new Error('one row is always there');
  return row;
}

/** A row that was recorded of a certification. */
export interface RecordedCertification extends Certification {
  id: string;
  held: boolean;
  by: string;
  at: Instant;
  supersedes: string | null;
}

/** Due diligence of one company. */
export interface CompanyDiligence {
  subprocessorId: string;
  legalName: string;
  today: CivilDate;
  /** Every attestation, the latest first; what stands is what no other supersedes. */
  attestations: Attestation[];
  /** What the company holds, by name. */
  certifications: Certification[];
  /** Every row that was recorded of a certification, the latest first. */
  recorded: RecordedCertification[];
  /** Files of evidence, the latest first. */
  files: Evidence[];
}

/** One company's, in one statement. Undefined: there is none of that slug. */
export async function companyDiligence(
  { tx }: { tx: Transaction },
  slug: string,
): Promise<CompanyDiligence | undefined> {
  const { rows } = await tx.execute<CompanyDiligence & Record<string, unknown>>(sql`
    select s.id as "subprocessorId", s.legal_name as "legalName", ${today} as today,
      (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'item', a.item, 'attestedOn', a.attested_on, 'nextReviewOn', a.next_review_on,
          'note', a.note, 'fileId', a.file_id, 'by', u.name, 'at', demur.iso(a.attested_at), 'supersedes', a.supersedes) order by a.attested_at desc, a.id desc), '[]')
        from demur.attestations a join demur.users u on u.id = a.attested_by where a.subprocessor_id = s.id) as attestations,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'validTo', c.valid_to, 'note', r.note, 'fileId', r.file_id)
          order by c.name, c.valid_to), '[]')
        from demur.standing_certifications c left join demur.certifications r on r.id = c.id where c.subprocessor_id = s.id) as certifications,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'validTo', c.valid_to, 'held', c.held, 'note', c.note, 'fileId', c.file_id,
          'by', u.name, 'at', demur.iso(c.recorded_at), 'supersedes', c.supersedes) order by c.recorded_at desc, c.id desc), '[]')
        from demur.certifications c join demur.users u on u.id = c.recorded_by where c.subprocessor_id = s.id) as recorded,
      (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size, 'sha256', encode(f.sha256, 'hex'),
          'completedAt', demur.iso(f.completed_at), 'attachedAt', demur.iso(f.attached_at)) order by f.completed_at desc, f.id desc), '[]')
        from demur.evidence_files f where f.subprocessor_id = s.id and f.completed_at is not null) as files
    from demur.subprocessors s where s.slug = ${slug}`);
  return rows[0];
}

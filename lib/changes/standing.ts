import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { companyJson, termsJson } from '#lib/register/in-force.ts';
import type { Entry } from '#lib/register/register.ts';
import { type Approvable, type Approval, type ApprovalState, approvalState } from './approval.ts';
import type { Against, KnownCompany, LiveChange } from './change.ts';
import type { VendorPlace } from './closes.ts';
import type { DraftContent, PublishingTold } from './inputs.ts';
import { isPublishing } from './publishing-lock.ts';

/** One request for approval as JSON, from the table `a`. */
export const approvalJson = sql`jsonb_build_object('approvalId', a.id, 'contentSha256', encode(a.content_sha256, 'hex'), 'againstVersion', a.against_version,
  'askedBy', a.asked_by, 'askedByName', (select name from demur.users where id = a.asked_by), 'askedAt', demur.iso(a.asked_at), 'answer', a.answer,
  'answeredBy', a.answered_by, 'answeredByName', (select name from demur.users where id = a.answered_by), 'answeredAt', demur.iso(a.answered_at), 'reason', a.reason)`;

/** What became of a draft. */
export interface Published {
  /** The number of the policy version. */
  version: number;
  changes: { changeId: string; plannedStartOn: CivilDate }[];
}

/** A draft as it is kept. */
export interface KeptDraft {
  content: DraftContent;
  /** SHA-256 of the content's canonical form, in hex: what an approval is of. */
  contentSha256: string;
  againstVersion: string;
  updatedAt: Instant;
  /** Ids of all who have written on it. */
  authors: string[];
  published: Published | null;
  /** The latest that was asked for. */
  approval: Approval | null;
  /** A publication that runs or has broken off; not `running`: its transaction is over, and left nothing. */
  publishing: (PublishingTold & { running: boolean }) | null;
}

/** All that a draft is placed against. */
export interface Standing extends Against {
  /** The instant at which all of this stands. */
  at: Instant;
  /** The number of the latest policy version; 0 before the first. */
  latest: number;
  coreServiceIds: string[];
  serviceNames: Map<string, string>;
  /** Null before the vendor is configured. */
  vendor: (VendorPlace & { fourEyes: boolean }) | null;
  /** Null where there is no such draft. */
  draft: KeptDraft | null;
}

interface Row extends Record<string, unknown> {
  at: Instant;
  latest: number;
  draft: KeptDraft | null;
  vendor: Standing['vendor'];
  services: { id: string; slug: string; name: string; core: boolean }[];
  companies: KnownCompany[];
  entries: Entry[];
  live: LiveChange[];
}

/**
 * A draft and what it stands against, in one statement: the register in force, every company known, the services, the
 * live changes, the vendor's place and the latest version's number.
 * @param at the instant of a command; null: the clock's
 */
export async function standingOf(tx: Transaction, draftId: string | null, at: Instant | null): Promise<Standing> {
  const { rows } = await tx.execute<Row>(sql`
    with clock as materialized (select coalesce(${at}::timestamptz, demur.now()) as at)
    select demur.iso(clock.at) as at,
      (select coalesce(max(number), 0) from demur.policy_versions) as latest,
      (select jsonb_build_object('content', content, 'contentSha256', encode(sha256(convert_to(demur.canonical(content), 'UTF8')), 'hex'),
          'againstVersion', against_version, 'updatedAt', demur.iso(updated_at), 'authors', authors,
          'approval', (select ${approvalJson} from demur.publication_approvals a where a.draft_id = d.id order by a.asked_at desc, a.id desc limit 1),
          'publishing', (select jsonb_build_object('step', p.step, 'done', p.done, 'total', p.total, 'running', ${isPublishing(sql`d.id`)})
            from demur.publishing_progress p where p.draft_id = d.id),
          'published', (select jsonb_build_object('version', v.number, 'changes', (
              select jsonb_agg(jsonb_build_object('changeId', c.id, 'plannedStartOn', c.planned_start_on) order by c.id) from demur.changes c where c.policy_version_id = v.id))
            from demur.policy_versions v where v.id = d.published_as))
        from demur.change_drafts d where d.id = ${draftId}) as draft,
      (select jsonb_build_object('zone', zone, 'country', country, 'region', region, 'fourEyes', four_eyes,
          'closures', (select coalesce(jsonb_agg(jsonb_build_object('date', day, 'name', name) order by day), '[]') from demur.closures))
        from demur.vendor) as vendor,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'slug', slug, 'name', name, 'core', core) order by name), '[]') from demur.services) as services,
      (select coalesce(jsonb_agg(jsonb_build_object('subprocessorId', s.id, 'company', ${companyJson('s')}) order by s.legal_name, s.id), '[]')
        from demur.subprocessors s) as companies,
      (select coalesce(jsonb_agg(jsonb_build_object('subprocessorId', s.id, 'termsId', t.id, 'company', ${companyJson('s')}, 'terms', ${termsJson('t')})
          order by s.slug, t.id), '[]')
        from demur.terms_in_force(clock.at) f join demur.subprocessors s on s.id = f.subprocessor_id join demur.terms t on t.id = f.terms_id) as entries,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title,
          'subprocessorIds', jsonb_build_array(c.subprocessor_id, coalesce(f.subprocessor_id, c.subprocessor_id)),
          'objections', (select count(*) from demur.notices n join demur.objection_progress o on o.notice_id = n.id
            where n.change_id = c.id and o.status in ('filed', 'under_review', 'information_requested', 'awaiting_subscriber', 'resolved'))) order by c.id), '[]')
        from demur.changes c left join demur.terms f on f.id = c.from_terms_id
        where c.withdrawn_at is null and c.superseded_at is null and c.published_at <= clock.at and c.planned_start_at > clock.at) as live
    from clock`);
  const [row] = rows;
  if (!row) throw new Error('one row is always there');
  const { services, ...rest } = row;
  return {
    ...rest,
    services: new Map(services.map(({ id, slug }) => [id, slug])),
    serviceNames: new Map(services.map(({ id, name }) => [id, name])),
    coreServiceIds: services.filter(({ core }) => core).map(({ id }) => id),
  };
}

/** A draft and the register as an approval is held against them. */
export function approvableOf(kept: KeptDraft, { latest }: Pick<Standing, 'latest'>): Approvable {
  const { contentSha256, againstVersion, authors } = kept;
  return { contentSha256, againstVersion, authors, latest };
}

/** Where the approval of a draft stands. */
export function approvalOf(kept: KeptDraft, standing: Pick<Standing, 'latest'>): ApprovalState {
  return approvalState(kept.approval, approvableOf(kept, standing));
}

import { type SQL, sql } from 'drizzle-orm';
import type { Answer, ChangeKind, LetterKind, Outcome } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { type LettersOfKind, lettersOfChange } from '#lib/letters/change-letters.ts';
import { companyJson, termsJson } from '#lib/register/in-force.ts';
import { type Company, type Difference, difference, type Terms } from '#lib/register/register.ts';
import { type Approvable, type Approval, type ApprovalState, approvalState } from './approval.ts';
import { approvalJson } from './standing.ts';

/** How many notices of a change have which outcome; an outcome that none has is left out. */
export type OutcomeCounts = Partial<Record<Outcome, number>>;

interface Reader {
  tx: Transaction;
}

export interface ListedDraft {
  draftId: string;
  /** Its changes, as typed so far. */
  changes: { title: string | null; kind: string | null }[];
  updatedAt: Instant;
  stale: boolean;
  /** Where the approval of another privacy admin stands. */
  approval: ApprovalState;
}

export interface ListedChange {
  changeId: string;
  title: string;
  kind: ChangeKind;
  slug: string;
  legalName: string;
  version: number;
  publishedAt: Instant;
  plannedStartOn: CivilDate;
  withdrawnAt: Instant | null;
  supersededAt: Instant | null;
  /** The last window's close, extensions included; null where nobody has a notice. */
  latestClose: Instant | null;
  counts: OutcomeCounts;
}

export interface DeskChanges {
  at: Instant;
  drafts: ListedDraft[];
  changes: ListedChange[];
  next: { publishedAt: Instant; changeId: string } | null;
}

/** A draft as it is read, before it is known where its approval stands. */
type KeptListed = Omit<ListedDraft, 'approval'> & Approvable & { approval: Approval | null };

const PAGE = 20;

/** The outcomes of a change's notices at `at`, counted, as a JSON object; the clock decides where nobody has answered. */
export const countsOf = (changeId: SQL, at: SQL) => sql`
  (select coalesce(jsonb_object_agg(outcome, n), '{}') from (
    select demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, ${at}) as outcome, count(*) as n
    from demur.notices n join demur.windows w on w.id = n.window_id join demur.dpa_profiles p on p.id = w.profile_id
    where n.change_id = ${changeId} group by 1) counted)`;

/**
 * Drafts, and published changes with the latest first. One statement.
 * @param before the page before's `next`
 */
export async function deskChanges({ tx }: Reader, before: DeskChanges['next'] = null): Promise<DeskChanges> {
  const page = before ? sql`where (c.published_at, c.id) < (${before.publishedAt}, ${before.changeId})` : sql``;
  const { rows } = await tx.execute<{ at: Instant; drafts: KeptListed[]; changes: ListedChange[] }>(sql`
    with clock as materialized (select demur.now() as at)
    select demur.iso(clock.at) as at,
      (select coalesce(jsonb_agg(jsonb_build_object('draftId', d.id, 'changes', (select coalesce(jsonb_agg(jsonb_build_object('title', c ->> 'title', 'kind', c ->> 'kind') order by place), '[]')
            from jsonb_array_elements(d.content -> 'changes') with ordinality as kept (c, place)),
          'updatedAt', demur.iso(d.updated_at),
          'stale', d.against_version <> (select coalesce(max(number), 0) from demur.policy_versions)::text,
          'againstVersion', d.against_version, 'authors', d.authors, 
          'contentSha256', case when exists (select from demur.publication_approvals a where a.draft_id = d.id)
            then encode(sha256(convert_to(demur.canonical(d.content), 'UTF8')), 'hex') else '' end,
          'latest', (select coalesce(max(number), 0) from demur.policy_versions),
          'approval', (select ${approvalJson} from demur.publication_approvals a where a.draft_id = d.id order by a.asked_at desc, a.id desc limit 1)) order by d.updated_at desc, d.id), '[]')
        from demur.change_drafts d where d.published_as is null) as drafts,
      (select coalesce(jsonb_agg(jsonb_build_object('changeId', c.id, 'title', c.title, 'kind', c.kind, 'slug', s.slug, 'legalName', s.legal_name,
          'version', v.number, 'publishedAt', demur.iso(c.published_at), 'plannedStartOn', c.planned_start_on,
          'withdrawnAt', demur.iso(c.withdrawn_at), 'supersededAt', demur.iso(c.superseded_at),
          'latestClose', (select demur.iso(max(n.closes_at)) from demur.notices n where n.change_id = c.id),
          'counts', ${countsOf(sql`c.id`, sql`clock.at`)}) order by c.published_at desc, c.id desc), '[]')
        from (select * from demur.changes c ${page} order by c.published_at desc, c.id desc limit ${PAGE + 1}) c
        join demur.subprocessors s on s.id = c.subprocessor_id
        join demur.policy_versions v on v.id = c.policy_version_id) as changes
    from clock`);
  const [row] = rows;
  if (!row) throw new Error('one row is always there');
  const shown = row.changes.slice(0, PAGE);
  const last = shown.at(-1);
  const more = row.changes.length > PAGE && last;
  const drafts = row.drafts.map(({ approval, contentSha256, againstVersion, authors, latest, ...draft }) => ({
    ...draft,
    approval: approvalState(approval, { contentSha256, againstVersion, authors, latest }),
  }));
  return {
    at: row.at,
    drafts,
    changes: shown,
    next: more ? { publishedAt: last.publishedAt, changeId: last.changeId } : null,
  };
}

/** The close of one profile as it was counted at publication (or for notices given later), and for how many. */
export interface CockpitWindow {
  windowId: string;
  profileName: string;
  startsAt: Instant;
  working: Working;
  notices: number;
  /** How many of them close later than counted. */
  extended: number;
}

export interface Cockpit {
  at: Instant;
  changeId: string;
  title: string;
  reason: string;
  kind: ChangeKind;
  company: Company;
  replaced: Company | null;
  from: Terms | null;
  to: Terms | null;
  difference: Difference[];
  version: number;
  publishedAt: Instant;
  plannedStartOn: CivilDate;
  plannedStartAt: Instant;
  withdrawnAt: Instant | null;
  withdrawalReason: string | null;
  supersededAt: Instant | null;
  /** The new terms are in use for somebody, so that it can’t be withdrawn any more. */
  inForce: boolean;
  /** The change that took its place, and the one whose place it took. */
  supersededBy: string | null;
  supersedes: string | null;
  services: Record<string, string>;
  counts: OutcomeCounts;
  /** Notices that count as shown: read in Demur, or handed over and not refused since. */
  shown: number;
  /** Answers by civil day of the vendor's. */
  answers: { day: CivilDate; answer: Answer; n: number }[];
  /** Notices first read in Demur, by civil day of the vendor's. */
  readings: { day: CivilDate; n: number }[];
  /** Letters owed to the subscribers about their cases, by what they are. */
  letters: Partial<Record<LetterKind, LettersOfKind>>;
  /** Null: it is not urgent. */
  urgentReason: string | null;
  /** How many of the notices let the new terms start while the window is open. */
  urgentFor: number;
  /** What the notices say, as composed at publication, with its SHA-256 in hex; null: not kept. */
  noticeText: { text: string; sha256: string } | null;
  windows: CockpitWindow[];
}

/** One change as the desk follows it, in one statement. Undefined: there is none. */
export async function changeCockpit({ tx }: Reader, changeId: string): Promise<Cockpit | undefined> {
  const { rows } = await tx.execute<Omit<Cockpit, 'difference'> & Record<string, unknown>>(sql`
    with clock as materialized (select demur.now() as at, coalesce((select zone from demur.vendor), 'UTC') as zone)
    select demur.iso(clock.at) as at, c.id as "changeId", c.title, c.reason, c.kind, ${companyJson('s')} as company,
      case when fs.id <> s.id then ${companyJson('fs')} end as replaced,
      case when ft.id is not null then ${termsJson('ft')} end as "from", case when tt.id is not null then ${termsJson('tt')} end as "to",
      v.number as version, demur.iso(c.published_at) as "publishedAt", c.planned_start_on as "plannedStartOn",
      demur.iso(c.planned_start_at) as "plannedStartAt", demur.iso(c.withdrawn_at) as "withdrawnAt", c.withdrawal_reason as "withdrawalReason",
      demur.iso(c.superseded_at) as "supersededAt", demur.change_in_force(c.id, clock.at) as "inForce", c.supersedes, (select n.id from demur.changes n where n.supersedes = c.id) as "supersededBy",
      (select coalesce(jsonb_object_agg(slug, name), '{}') from demur.services) as services,
      ${countsOf(sql`c.id`, sql`clock.at`)} as counts,
      (select count(*)::integer from demur.notices n where n.change_id = c.id and n.shown_at is not null) as shown,
      (select coalesce(jsonb_agg(jsonb_build_object('day', day, 'answer', answer, 'n', n) order by day, answer), '[]') from (
        select (n.answered_at at time zone clock.zone)::date as day, n.answer, count(*) as n
        from demur.notices n where n.change_id = c.id and n.answer is not null group by 1, 2) a) as answers,
      (select coalesce(jsonb_agg(jsonb_build_object('day', day, 'n', n) order by day), '[]') from (
        select (r.first at time zone clock.zone)::date as day, count(*) as n
        from demur.notices n cross join lateral (select min(r.read_at) as first from demur.readings r where r.notice_id = n.id) r
        where n.change_id = c.id and r.first is not null group by 1) r) as readings,
      ${lettersOfChange(sql`c.id`)} as letters,
      c.urgent_reason as "urgentReason",
      (select count(*)::integer from demur.notices n where n.change_id = c.id and n.urgent) as "urgentFor",
      case when c.notice_text is not null then jsonb_build_object('text', c.notice_text, 'sha256', encode(c.notice_text_sha256, 'hex')) end as "noticeText",
      (select coalesce(jsonb_agg(jsonb_build_object('windowId', w.id, 'profileName', p.name, 'startsAt', demur.iso(w.starts_at), 'working', w.working,
          'notices', g.notices, 'extended', g.extended) order by w.starts_at, w.closes_at, p.name), '[]')
        from (select n.window_id, count(*) as notices, count(*) filter (where n.closes_at > o.closes_at) as extended
          from demur.notices n join demur.windows o on o.id = n.window_id where n.change_id = c.id group by n.window_id) g
        join demur.windows w on w.id = g.window_id join demur.dpa_profiles p on p.id = w.profile_id) as windows
    from clock, demur.changes c
    join demur.subprocessors s on s.id = c.subprocessor_id
    join demur.policy_versions v on v.id = c.policy_version_id
    left join demur.terms ft on ft.id = c.from_terms_id
    left join demur.subprocessors fs on fs.id = ft.subprocessor_id
    left join demur.terms tt on tt.id = c.to_terms_id
    where c.id = ${changeId}`);
  const [row] = rows;
  if (!row) return undefined;
  return { ...row, difference: difference(row.kind === 'replacement' ? null : row.from, row.to) };
}

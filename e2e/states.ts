import type pg from 'pg';
import { expect } from './stage.ts';

/** One notice for each outcome that there is, with a signatory of its subscriber. */
export async function noticesInEveryState(pool: pg.Pool) {
  const { rows } = await pool.query<{ noticeId: string; reference: string; outcome: string; userId: string }>(
    `SELECT DISTINCT ON (outcome) n.id AS "noticeId", n.reference, m.user_id AS "userId",
       demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, now()) AS outcome
     FROM demur.notices n JOIN demur.windows w ON w.id = n.window_id JOIN demur.dpa_profiles p ON p.id = w.profile_id
     JOIN demur.memberships m ON m.subscriber_id = n.subscriber_id AND m."right" = 'signatory' AND m.ended_at IS NULL
     ORDER BY outcome, n.id`,
  );
  expect(rows.length).toBeGreaterThan(6);
  return rows;
}

/** One objection for each status, and of those resolved one for each option, with a signatory of its subscriber. */
export async function objectionsInEveryState(pool: pg.Pool) {
  const { rows } = await pool.query<{ reference: string; noticeId: string; status: string; userId: string }>(
    `SELECT DISTINCT ON (g.status, r.option) o.reference, o.notice_id AS "noticeId", g.status, m.user_id AS "userId"
     FROM demur.objections o JOIN demur.objection_progress g ON g.id = o.id
     LEFT JOIN demur.resolutions r ON r.objection_id = o.id
     JOIN demur.memberships m ON m.subscriber_id = o.subscriber_id AND m."right" = 'signatory' AND m.ended_at IS NULL
     ORDER BY g.status, r.option, o.id`,
  );
  expect(rows.length).toBeGreaterThan(8);
  return rows;
}

/** One change for each of: live, started, withdrawn, superseded, a removal; with an open notice of it where there is one. */
export async function changesInEveryState(pool: pg.Pool) {
  const { rows } = await pool.query<{ changeId: string; noticeId: string | null; slug: string; version: string }>(
    `SELECT DISTINCT ON (state) c.id AS "changeId", s.slug, v.number AS version,
       concat(c.kind = 'removal', c.withdrawn_at IS NULL, c.superseded_at IS NULL, c.planned_start_at > now()) AS state,
       (SELECT n.id FROM demur.notices n WHERE n.change_id = c.id AND n.answer IS NULL AND n.closes_at > now()
          AND c.withdrawn_at IS NULL ORDER BY n.id LIMIT 1) AS "noticeId"
     FROM demur.changes c JOIN demur.subprocessors s ON s.id = c.subprocessor_id
     JOIN demur.policy_versions v ON v.id = c.policy_version_id
     ORDER BY state, c.id`,
  );
  expect(rows.length).toBeGreaterThan(3);
  return rows;
}

/** One subscriber for each of: with an executed DPA and without, with an objection and without. */
export async function subscribersInEveryState(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ slug: string }>(
    `SELECT DISTINCT ON (state) s.slug, concat(
       EXISTS (SELECT FROM demur.dpa_records d WHERE d.subscriber_id = s.id AND d.ended_at IS NULL),
       EXISTS (SELECT FROM demur.objections o WHERE o.subscriber_id = s.id)) AS state
     FROM demur.subscribers s ORDER BY state, s.id`,
  );
  expect(rows.length).toBeGreaterThan(1);
  return rows.map(({ slug }) => slug);
}

/** The desk's forms about a subscriber with an executed DPA and one of its users, and those about none. */
export async function subscriberForms(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ slug: string; userId: string }>(
    `SELECT s.slug, m.user_id AS "userId" FROM demur.subscribers s
     JOIN demur.memberships m ON m.subscriber_id = s.id AND m.ended_at IS NULL
     JOIN demur.dpa_records d ON d.subscriber_id = s.id AND d.ended_at IS NULL ORDER BY s.id LIMIT 1`,
  );
  if (!rows[0]) throw new Error('the demo world always has one');
  const { slug, userId } = rows[0];
  return [
    ...['new', 'import', 'profiles', 'profiles?on=2026-12-01', 'profiles/new'],
    ...['edit', 'dpa', 'dpa/end', 'users', `users/${userId}`, 'services'].map((form) => `${slug}/${form}`),
  ].map((path) => `/desk/subscribers/${path}`);
}

/** A notice that has two days or more to be answered, with a signatory and a contact of its subscriber. */
export async function openNotice(pool: pg.Pool): Promise<{ noticeId: string; userId: string }> {
  const { rows } = await pool.query<{ noticeId: string; userId: string }>(
    `SELECT n.id AS "noticeId", m.user_id AS "userId" FROM demur.notices n
     JOIN demur.memberships m ON m.subscriber_id = n.subscriber_id AND m."right" = 'signatory' AND m.ended_at IS NULL
     JOIN demur.changes c ON c.id = n.change_id AND c.withdrawn_at IS NULL
     WHERE n.answer IS NULL AND n.closes_at > now() + interval '2 days' ORDER BY n.id LIMIT 1`,
  );
  if (!rows[0]) throw new Error('the demo world always has one');
  return rows[0];
}

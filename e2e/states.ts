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

/** One letter for each state that there is, with a signatory of its subscriber where it is to one. */
export async function lettersInEveryState(pool: pg.Pool) {
  const { rows } = await pool.query<{
    letterId: string;
    state: string;
    userId: string | null;
    noticeId: string | null;
  }>(
    `SELECT DISTINCT ON (state) l.id AS "letterId", l.notice_id AS "noticeId", CASE WHEN l.lapsed_at IS NOT NULL THEN l.lapsed_because WHEN l.failed_at IS NOT NULL THEN 'not_written'
         WHEN l.composed_at IS NULL THEN 'to_write' WHEN EXISTS (SELECT FROM demur.deliveries d WHERE d.letter_id = l.id AND d.bounced_at IS NOT NULL) THEN 'bounced'
         WHEN EXISTS (SELECT FROM demur.letter_texts t JOIN demur.letter_files f ON f.text_id = t.id WHERE t.letter_id = l.id) THEN 'with_enclosure'
         WHEN l.follower_id IS NOT NULL THEN 'to_follower' WHEN l.subscriber_id IS NULL THEN 'to_desk' ELSE 'written' END AS state,
       (SELECT m.user_id FROM demur.memberships m WHERE m.subscriber_id = l.subscriber_id AND m."right" = 'signatory' AND m.ended_at IS NULL
          AND l.composed_at IS NOT NULL ORDER BY m.user_id LIMIT 1) AS "userId"
     FROM demur.letters l ORDER BY state, l.id`,
  );
  expect(rows.length).toBeGreaterThan(1);
  return rows;
}

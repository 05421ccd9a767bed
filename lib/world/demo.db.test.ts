import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner } from '#db/transaction.ts';
import { passwordFits } from '#lib/auth/password.ts';
import { type Instant, parseInstant } from '#lib/deadlines/instant.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import reference from '#lib/register/reference-register.json' with { type: 'json' };
import { DEMO_PASSWORD, demoAccounts } from '#lib/web/demo-accounts.ts';
import { plantDemoWorld } from './demo.ts';

/** An ordinary working day; its outcomes are the ones that the tests name. */
const ordinary = parseInstant('2026-11-24T15:30:00Z');
/** Days on which a count goes another way, and hours at which a day turns. */
const odd: [string, Instant][] = [
  ['Easter Sunday, an hour after the clocks went forward', parseInstant('2027-03-28T02:10:00Z')],
  ['the first second of New Year’s Day', parseInstant('2026-12-31T23:00:01Z')],
  ['the last second of the eve of a holiday', parseInstant('2027-04-30T21:59:59Z')],
];

/** What is on show of one case, without anything that depends on the day. */
interface Case {
  change: string;
  subscriber: string;
  outcome: string;
  status: string | null;
  /** Days from today to the window's last day, where the window is still open. */
  daysLeft: number | null;
}

interface Planted {
  database: TestDatabase;
  now: Instant;
  cases: Case[];
}

const planted: TestDatabase[] = [];
let demo: Planted;

async function plant(now: Instant): Promise<Planted> {
  const database = await testDatabase();
  planted.push(database);
  await plantDemoWorld({ ownerUrl: database.ownerUrl, now });
  return { database, now, cases: await casesOf(database, now) };
}

async function casesOf({ superuser }: TestDatabase, now: Instant): Promise<Case[]> {
  const { rows } = await superuser.query<Case>(
    `SELECT c.title AS change, s.slug AS subscriber, o.status,
       demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, $1) AS outcome,
       CASE WHEN n.closes_at > $1 AND n.answer IS NULL
         THEN (n.closes_at AT TIME ZONE v.zone)::date - 1 - ($1::timestamptz AT TIME ZONE v.zone)::date END AS "daysLeft"
     FROM demur.notices n JOIN demur.changes c ON c.id = n.change_id JOIN demur.subscribers s ON s.id = n.subscriber_id
     JOIN demur.windows w ON w.id = n.window_id JOIN demur.dpa_profiles p ON p.id = w.profile_id CROSS JOIN demur.vendor v
     LEFT JOIN demur.objection_progress o ON o.notice_id = n.id
     ORDER BY c.published_at, s.slug, o.id`,
    [now],
  );
  return rows;
}

async function all<T extends object>({ database: { superuser } }: Planted, sql: string, ...values: unknown[]) {
  const { rows } = await superuser.query<T>(sql, values);
  return rows;
}

beforeAll(async () => {
  demo = await plant(ordinary);
});
afterAll(() => Promise.all(planted.map((database) => database.drop())));

describe('the demo world', () => {
  test('shows every outcome of a notice and every status of an objection', () => {
    const { cases } = demo;
    expect(new Set(cases.map(({ outcome }) => outcome))).toEqual(
      new Set([
        'open',
        'objected',
        'accepted',
        'deemed_accepted',
        'not_authorised',
        'notice_unproven',
        'superseded',
        'change_withdrawn',
        'not_concerned',
      ]),
    );
    expect(new Set(cases.flatMap(({ status }) => status ?? []))).toEqual(
      new Set([
        'late',
        'filed',
        'under_review',
        'information_requested',
        'awaiting_subscriber',
        'resolved',
        'retracted',
        'ended',
      ]),
    );
  });

  test('has windows just opened, closing today for the hospital and the bank, closed yesterday, and extended', async () => {
    const open = demo.cases.filter(({ outcome }) => outcome === 'open');
    const closing = open.filter(({ daysLeft }) => daysLeft === 0).map(({ subscriber }) => subscriber);
    expect(closing.sort()).toEqual(['aurora-bank', 'kite-health', 'quillon-mutual']);
    expect(open.filter(({ change }) => change.startsWith('Fieldstone'))).toHaveLength(7);
    expect(
      await all(
        demo,
        `SELECT s.slug, n.recorded_outcome AS recorded, demur.iso(n.close_recorded_at) AS at FROM demur.notices n
         JOIN demur.subscribers s ON s.id = n.subscriber_id WHERE n.closes_at = '2026-11-23T23:00:00Z' AND n.close_recorded_at IS NOT NULL ORDER BY 1`,
      ),
    ).toEqual([
      { slug: 'kite-health', recorded: 'deemed_accepted', at: '2026-11-23T23:00:02.000000Z' },
      { slug: 'quillon-mutual', recorded: 'not_authorised', at: '2026-11-23T23:00:02.000000Z' },
    ]);
    expect(
      await all(
        demo,
        `SELECT s.slug FROM demur.extensions e JOIN demur.notices n ON n.id = e.notice_id
         JOIN demur.subscribers s ON s.id = n.subscriber_id WHERE n.answer IS NULL AND n.closes_at > $1 ORDER BY 1`,
        demo.now,
      ),
    ).toEqual([{ slug: 'aurora-bank' }, { slug: 'tarn-veld-logistics' }]);
  });

  test('has the whole register of the reference policy in force, and the vendor marked as a demo', async () => {
    const slugs = reference.subprocessors.map(({ slug }) => slug);
    const inForce = await all(
      demo,
      `SELECT s.slug FROM demur.terms_in_force($1) f JOIN demur.subprocessors s ON s.id = f.subprocessor_id
       WHERE f.change_id IS NULL ORDER BY 1`,
      demo.now,
    );
    expect(inForce).toEqual(slugs.sort().map((slug) => ({ slug })));
    expect(await all(demo, 'SELECT demo FROM demur.vendor')).toEqual([{ demo: true }]);
  });

  test('shows all three options, one replaced, and actions done, outstanding, overdue and disputed', async () => {
    const decisions = await all(
      demo,
      `SELECT option, count(*)::integer AS count, count(supersedes)::integer AS replacing FROM demur.resolutions GROUP BY option ORDER BY 1`,
    );
    expect(decisions).toEqual([
      { option: 'cease', count: 1, replacing: 0 },
      { option: 'corrective_action', count: 4, replacing: 1 },
      { option: 'feature_withdrawal', count: 2, replacing: 0 },
    ]);
    expect(
      await all(
        demo,
        `SELECT count(d.id)::integer AS done, count(d.disputed_at)::integer AS disputed, (count(*) - count(d.id))::integer AS outstanding,
           (count(*) FILTER (WHERE d.id IS NULL AND a.due_on < '2026-11-24'))::integer AS overdue
         FROM demur.corrective_actions a LEFT JOIN demur.action_completions d ON d.action_id = a.id
         WHERE NOT EXISTS (SELECT FROM demur.resolutions r WHERE r.supersedes = a.resolution_id)`,
      ),
    ).toEqual([{ done: 3, disputed: 1, outstanding: 3, overdue: 1 }]);
  });

  test('shows objections that were late, admitted, recorded from an e-mail and past the vendor’s own target', async () => {
    expect(
      await all(
        demo,
        `SELECT (count(*) FILTER (WHERE o.late))::integer AS late, count(a.id)::integer AS admitted,
           (count(*) FILTER (WHERE o.channel = 'email'))::integer AS "fromEmail",
           (count(*) FILTER (WHERE p.status = 'under_review' AND p.respond_by < $1))::integer AS "pastTarget",
           (count(*) FILTER (WHERE EXISTS (SELECT FROM demur.objection_files f WHERE f.objection_id = o.id)))::integer AS "withFile"
         FROM demur.objections o JOIN demur.objection_progress p ON p.id = o.id LEFT JOIN demur.admissions a ON a.objection_id = o.id`,
        demo.now,
      ),
    ).toEqual([{ late: 2, admitted: 1, fromEmail: 1, pastTarget: 1, withFile: 3 }]);
  });

  test('shows every state of authorisation', async () => {
    const states = await all<{ state: string }>(
      demo,
      `SELECT DISTINCT a.state FROM demur.subscribers s CROSS JOIN LATERAL demur.authorisations(s.id, $1) a ORDER BY 1`,
      demo.now,
    );
    expect(states.map(({ state }) => state)).toEqual(['authorised', 'not_applicable', 'on_hold', 'pending', 'refused']);
  });

  test('has a subscriber without an executed DPA, which left concerns', async () => {
    expect(
      await all(
        demo,
        `SELECT s.slug, (SELECT count(*)::integer FROM demur.messages m WHERE m.subscriber_id = s.id AND m.kind = 'concern') AS concerns
         FROM demur.subscribers s WHERE NOT EXISTS (SELECT FROM demur.dpa_records d WHERE d.subscriber_id = s.id)`,
      ),
    ).toEqual([{ slug: 'open-shore-relief', concerns: 2 }]);
  });

  test('lets everyone on the sign-in page in, as what is said there', async () => {
    const users = await all<{ email: string; passwordHash: string; who: string }>(
      demo,
      `SELECT u.email, u.password_hash AS "passwordHash", concat_ws(' ', a."right", a.role, a.subscriber_name) AS who
       FROM demur.users u CROSS JOIN LATERAL demur.actor_for(u.id) a WHERE u.email = ANY ($1) ORDER BY 1`,
      demoAccounts.map(({ email }) => email),
    );
    expect(users.map(({ email, who }) => [email, who])).toEqual([
      ['contact@aurora-bank.example', 'contact subscriber Aurora Bank'],
      ['dpo@aurora-bank.example', 'signatory subscriber Aurora Bank'],
      ['dpo@kite-health.example', 'signatory subscriber Kite Health'],
      ['legal@vendor.example', 'legal'],
      ['privacy.admin@vendor.example', 'privacy_admin'],
    ]);
    for (const { passwordHash } of users) expect(await passwordFits(DEMO_PASSWORD, passwordHash)).toBe(true);
  });

  test('is written in the order of time, and nothing in it lies ahead', async () => {
    const [order] = await all<{ backwards: number; ahead: number }>(
      demo,
      `SELECT (count(*) FILTER (WHERE at < before))::integer AS backwards, (count(*) FILTER (WHERE at > $1))::integer AS ahead
       FROM (SELECT at, lag(at) OVER (ORDER BY position) AS before FROM demur.events) e`,
      demo.now,
    );
    expect(order).toEqual({ backwards: 0, ahead: 0 });
  });

  test('has a log that holds', async () => {
    const finding = await inspectLog(asOwner(demo.database.owner));
    expect(finding).toMatchObject({ ok: true, difference: null });
    expect(finding.entries).toBeGreaterThan(300);
  });
});

describe.each(odd)('planted on %s', (_day, now) => {
  test('it shows the same', { timeout: 120_000 }, async () => {
    const other = await plant(now);
    const withoutDays = ({ cases }: Planted) => cases.map(({ daysLeft, ...shown }) => shown);
    expect(withoutDays(other)).toEqual(withoutDays(demo));
    const closing = ({ cases }: Planted) => cases.map(({ daysLeft }) => daysLeft === 0);
    expect(closing(other)).toEqual(closing(demo));
    // who is reminded, and what mornings bring, depends on the hour
    const counted = `SELECT type, count(*)::integer AS count FROM demur.events WHERE type NOT LIKE 'letter.%' GROUP BY type ORDER BY type`;
    expect(await all(other, counted)).toEqual(await all(demo, counted));
    const ahead = await all(other, 'SELECT FROM demur.events WHERE at > $1', now);
    expect(ahead).toEqual([]);
  });
});

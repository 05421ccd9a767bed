import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Opening, Transaction } from '#db/transaction.ts';
import type { Actor } from '#lib/access/actor.ts';
import { carriedOut } from '#lib/command/refusal.ts';
import { type Swept, sweep } from '#lib/command/sweep-mark.ts';
import { keep, type Unrecorded } from '#lib/command/unrecorded.ts';
import { addDays, WEEKDAYS, weekdayOf } from '#lib/deadlines/civil-day.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { civilDayFrom, instantAt } from '#lib/deadlines/zone.ts';
import { oblige } from '#lib/letters/obligation.ts';
import { MORNING } from '#lib/notices/reminder.ts';

/** What the weekly letter to the privacy admins says: ids, days and counts as they stood; names are looked up by its writer. */
export interface Digest {
  monday: CivilDate;
  /** The last day of that week. */
  until: CivilDate;
  /** Windows that close this week and await an answer, by change and last day. */
  windows: { changeId: string; lastDay: CivilDate; open: number }[];
  windowsMore: number;
  objections: { undecided: number; targetsPassed: number };
  /** The nearest of the vendor's own targets, those that have passed among them. */
  targets: { objection: string; respondBy: Instant }[];
  /** Corrective actions that are not done, due by the end of this week. */
  actions: { action: string; dueOn: CivilDate }[];
  actionsMore: number;
  /** Of the last seven days. */
  letters: { bounced: number; failed: number };
  /** Notices whose windows closed in silence without anything that shows them. */
  unshown: number;
}

/** Of each list. */
const LISTED = 20;

/**
 * Obliges to write to the privacy admins on Monday morning what the week brings. One missed while no worker ran is made up
 * within its week, and only the latest. A week with nothing in it has none.
 */
export const obligeDigest: Unrecorded<Record<string, never>, Swept, Actor> = {
  name: 'oblige-digest',
  input: z.strictObject({}),
  async work(tx, _, { now, zone }) {
    const monday = mondayOf(civilDayFrom(now, MORNING, zone));
    const at = instantAt(monday, `0${MORNING}:00`, zone);
    const value = await sweep(tx, { name: 'weekly digest', upTo: at }, async (after) => {
      if (after.at >= at) return { read: [], obliged: 0 };
      const digest = await digestOf(tx, monday, now, zone);
      if (isEmpty(digest)) return { read: [], obliged: 0 };
      await oblige(tx, [{ kind: 'weekly_digest', noticeId: null, about: {}, facts: { ...digest } }], now);
      return { read: [], obliged: 1 };
    });
    return { value };
  },
};

/** The digest of this week, if it is owed and was not obliged. */
export async function obligeDueDigest(opening: Opening): Promise<number> {
  return carriedOut(await keep(obligeDigest, opening, {})).obliged;
}

const mondayOf = (day: CivilDate) => addDays(day, -((WEEKDAYS.indexOf(weekdayOf(day)) + 6) % 7));

function isEmpty({ windows, objections, actions, letters, unshown }: Digest): boolean {
  return windows.length + objections.undecided + actions.length + letters.bounced + letters.failed + unshown === 0;
}

/** In one statement. Exported for the test that looks at its plan. */
export async function digestOf(tx: Transaction, monday: CivilDate, now: Instant, zone: string): Promise<Digest> {
  const until = addDays(monday, 6);
  const { rows } = await tx.execute<Omit<Digest, 'monday' | 'until'> & Record<string, unknown>>(sql`
    with closing as (
      select n.change_id, ((n.closes_at - interval '1 microsecond') at time zone ${zone})::date as last_day, count(*)::integer as open
      from demur.notices n
      where n.answer is null and n.closes_at > ${now} and n.closes_at <= ((${until}::date + 1)::timestamp at time zone ${zone}) + interval '1 hour'
      group by 1, 2
    ), undecided as (
      select g.id, g.respond_by, g.paused_at from demur.objection_progress g
      where g.status in ('filed', 'under_review', 'information_requested', 'awaiting_subscriber')
    ), actions as (
      select a.id, a.due_on from demur.corrective_actions a
      join demur.objections o on o.id = a.objection_id join demur.notices n on n.id = o.notice_id join demur.changes c on c.id = n.change_id
      where a.due_on <= ${until}::date and c.withdrawn_at is null
        and not exists (select from demur.action_completions d where d.action_id = a.id)
        and not exists (select from demur.resolutions l where l.objection_id = a.objection_id and l.supersedes = a.resolution_id)
    )
    select
      (select coalesce(jsonb_agg(jsonb_build_object('changeId', change_id, 'lastDay', last_day, 'open', open) order by last_day, change_id), '[]')
        from (select * from closing where last_day <= ${until}::date order by last_day, change_id limit ${LISTED}) listed) as windows,
      (select greatest(0, count(*) - ${LISTED})::integer from closing where last_day <= ${until}::date) as "windowsMore",
      (select jsonb_build_object('undecided', count(*), 'targetsPassed', count(*) filter (where paused_at is null and respond_by <= ${now})) from undecided) as objections,
      (select coalesce(jsonb_agg(jsonb_build_object('objection', id, 'respondBy', demur.iso(respond_by)) order by respond_by, id), '[]')
        from (select * from undecided where paused_at is null and respond_by is not null order by respond_by, id limit ${LISTED}) listed) as targets,
      (select coalesce(jsonb_agg(jsonb_build_object('action', id, 'dueOn', due_on) order by due_on, id), '[]')
        from (select * from actions order by due_on, id limit ${LISTED}) listed) as actions,
      (select greatest(0, count(*) - ${LISTED})::integer from actions) as "actionsMore",
      jsonb_build_object(
        'bounced', (select count(*) from demur.deliveries where bounced_at > ${now}::timestamptz - interval '7 days'),
        'failed', (select count(*) from demur.deliveries where failed_at > ${now}::timestamptz - interval '7 days')
          + (select count(*) from demur.letters where failed_at > ${now}::timestamptz - interval '7 days')) as letters,
      (select count(*)::integer from demur.notices n where n.answer is null
        and (n.shown_at is null or n.unproven_since is not null) and n.closes_at <= ${now}) as unshown`);
  const [row] = rows;
  if (!row) throw new Error('one row is always there');
  return { monday, until, ...row };
}

import { eq, type SQL, sql } from 'drizzle-orm';
import { changes } from '#db/schema/changes.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { nestedLoops, type RowEvents } from '#lib/evidence/log.ts';
import { obligeForNotices } from '#lib/letters/oblige-notices.ts';
import { type CountedProfile, vendorPlace, windowOf } from './closes.ts';

/** A mistaken change, and the one that takes its place. */
export interface Supersession {
  superseded: string;
  by: string;
}

export function supersessionOf({
  id,
  supersedes,
}: {
  id: string;
  supersedes?: string | null;
}): Supersession | undefined {
  return supersedes ? { superseded: supersedes, by: id } : undefined;
}

/** The notices that ended because their change was superseded at that instant, as a SELECT of their ids. */
export const supersededBy = (changeId: string, at: Instant): SQL =>
  sql`select id from demur.notices where change_id = ${changeId} and answer = 'superseded' and answered_at = ${at}`;

/** The mistaken change and its notices end. Answers given to it fall with it: there is a fresh notice to answer. */
export async function supersede(tx: Transaction, changeId: string, now: Instant): Promise<void> {
  await tx.update(changes).set({ supersededAt: now }).where(eq(changes.id, changeId));
  await tx.execute(sql`
    update demur.notices set answer = 'superseded', answered_at = ${now}
    where change_id = ${changeId} and (answer is null or answer in ('accepted', 'objected'))`);
}

/**
 * Once the notices of the new change are there: each objection that is undecided, was decided, or rests as late, stands on
 * under the subscriber's new notice as it is, so that nobody files it twice. It is a row of its own, with the same words,
 * requested actions and files, received when it was; a question or a proposal that is out ends. One that was decided
 * stays so, and what stands on of it is under review: a decision was on other terms, and silence must not undo it. A
 * draft goes over as well. Whoever
 * has no new notice is told, and an objection of theirs ends with its notice. All of it set-based.
 */
export async function carryOver(tx: Transaction, supersession: Supersession, now: Instant): Promise<void> {
  const { superseded, by } = supersession;
  await nestedLoops(tx, 'off');
  await tx.execute(copied(supersession, now));
  await tx.execute(continued(supersession, now, await targetsAnew(tx, supersession, now)));
  await tx.execute(sql`
    insert into demur.requested_actions (objection_id, subscriber_id, number, text, requested_at)
    select o.id, a.subscriber_id, a.number, a.text, a.requested_at
    from ${carried(by)} join demur.requested_actions a on a.objection_id = o.carried_from order by o.id, a.number`);
  await tx.execute(sql`
    insert into demur.objection_files (objection_id, subscriber_id, file_id, position)
    select o.id, l.subscriber_id, l.file_id, l.position
    from ${carried(by)} join demur.objection_files l on l.objection_id = o.carried_from`);
  await tx.execute(sql`
    update demur.notices set answer = 'objected', answered_at = ${now}
    where id in (select n.id from ${carried(by)})`);
  await tx.execute(sql`
    update demur.proposals set answer = 'lapsed', answered_at = ${now}
    where answer is null and objection_id in (select g.id from ${standing(superseded, now)})`);
  await tx.execute(sql`
    update demur.objection_progress set status = 'ended' where id in (select g.id from ${standing(superseded, now)})`);
  await tx.execute(sql`select demur.carry_drafts(${superseded}, ${by})`);
  await obligeForNotices(tx, 'superseded', toldBy(supersession, now), now);
  await tx.execute(sql`
    insert into demur.letters (kind, notice_id, subscriber_id, about, obliged_at)
    select 'carried_over', n.id, n.subscriber_id, jsonb_build_object('objections', o.id), ${now} from ${carried(by)} order by o.id`);
  await nestedLoops(tx, 'on');
}

/** One event for each objection that ended with its notice, and one for each that stands on under the new one. */
export function supersessionEvents({ superseded, by }: Supersession, now: Instant): RowEvents[] {
  return [
    sql`
      select g.id, jsonb_build_object('type', 'objection.ended', 'caseId', n.id, 'subscriberId', n.subscriber_id,
        'facts', jsonb_build_object('objectionId', g.id, 'because', 'superseded', 'carriedTo', later.id),
        'rows', jsonb_build_array(${row('objection_progress', 'g.id')}) || ${rowsOf(
          'proposals',
          sql`p.objection_id = g.id and p.answer = 'lapsed' and p.answered_at = ${now}`,
        )}) as event
      from (${supersededBy(superseded, now)}) gone join demur.notices n on n.id = gone.id
      join demur.objection_progress g on g.notice_id = n.id and g.status = 'ended'
      left join demur.objections later on later.carried_from = g.id`,
    sql`
      select o.id, jsonb_build_object('type', 'objection.carried_over', 'caseId', n.id, 'subscriberId', n.subscriber_id,
        'facts', jsonb_build_object('objection', o.id, 'carriedFrom', o.carried_from, 'changeId', n.change_id,
          'fileIds', (select coalesce(jsonb_agg(l.file_id order by l.position), '[]') from demur.objection_files l where l.objection_id = o.id),
          'closesAt', demur.iso(n.closes_at), 'respondBy', demur.iso(g.respond_by)),
        'rows', jsonb_build_array(${row('objections', 'o.id')}, ${row('objection_progress', 'o.id')}, ${row('notices', 'n.id')})
          || ${rowsOf('requested_actions', sql`p.objection_id = o.id`)}) as event
      from ${carried(by)} join demur.objection_progress g on g.id = o.id`,
  ];
}

/**
 * The objections of one change that the vendor still owes an answer, `g`, and those that rest as late beside no other, on
 * the notices `n` that ended now.
 */
const standing = (superseded: string, now: Instant) => sql`demur.notices n
  join demur.objection_progress g on g.notice_id = n.id
    and (g.status in ('filed', 'under_review', 'information_requested', 'awaiting_subscriber') or g.status = 'late' and not exists (
      select from demur.objection_progress beside where beside.notice_id = n.id and beside.status not in ('retracted', 'late')))
  where n.change_id = ${superseded} and n.answer = 'superseded' and n.answered_at = ${now}`;

/** Those that are decided, of the same, unless the change has been put to the subscriber again since. */
const decided = (superseded: string, now: Instant) => sql`demur.notices n
  join demur.objection_progress g on g.notice_id = n.id and g.status = 'resolved'
  where n.change_id = ${superseded} and n.answer = 'superseded' and n.answered_at = ${now}
    and not exists (select from demur.notices l where l.change_id = n.change_id and l.subscriber_id = n.subscriber_id and (l.given_at, l.id) > (n.given_at, n.id))`;

/** The objections `o` that stand on under the notices `n` of the new change. */
const carried = (by: string) => sql`demur.notices n
  join demur.objections o on o.notice_id = n.id and n.change_id = ${by} and o.carried_from is not null`;

/** One objection a subscriber, whatever stands on several notices of one change. */
const copied = ({ superseded, by }: Supersession, now: Instant) => sql`
  insert into demur.objections (reference, notice_id, subscriber_id, filed_by, recorded_by, channel, received_at, recorded_at, late,
    filer_name, capacity, acting_as, on_behalf_of, grounds_text, ground_categories, data_categories, service_ids, text_sha256,
    idempotency_key, carried_from)
  select demur.new_reference('OBJ', ${now}), fresh.id, o.subscriber_id, o.filed_by, o.recorded_by, o.channel, o.received_at, o.recorded_at, false,
    o.filer_name, o.capacity, o.acting_as, o.on_behalf_of, o.grounds_text, o.ground_categories, o.data_categories, o.service_ids, o.text_sha256,
    gen_random_uuid(), o.id
  from (select distinct on (any_of.subscriber_id) any_of.id, any_of.subscriber_id from (
      select g.id, n.subscriber_id, n.given_at, g.status from ${standing(superseded, now)}
      union all select g.id, n.subscriber_id, n.given_at, g.status from ${decided(superseded, now)}) any_of
    order by any_of.subscriber_id, any_of.status = 'late', any_of.status = 'resolved', any_of.given_at desc, any_of.id) each
  join demur.objections o on o.id = each.id
  join demur.notices fresh on fresh.change_id = ${by} and fresh.subscriber_id = each.subscriber_id
  order by o.received_at, o.id`;

/** Where each stands: under review if it was beyond being filed; its target goes on, moved by the days of a pause. */
const continued = ({ by }: Supersession, now: Instant, targets: SQL) => sql`
  insert into demur.objection_progress (id, notice_id, subscriber_id, status, respond_by)
  select o.id, n.id, n.subscriber_id, case when old.status in ('filed', 'late') then 'filed' else 'under_review' end,
    case when old.status in ('late', 'resolved') then (select t.respond_by from (${targets}) t where t.profile_id = w.profile_id)
      when old.paused_at is null then old.respond_by
      else ((old.respond_by at time zone v.zone - interval '1 microsecond')::date + 1
        + greatest(0, (${now}::timestamptz at time zone v.zone)::date - (old.paused_at at time zone v.zone)::date))::timestamp at time zone v.zone end
  from ${carried(by)}
  join demur.objection_progress old on old.id = o.carried_from
  join demur.windows w on w.id = n.window_id cross join demur.vendor v`;

/** The vendor's target for those that were late and had none, or were decided: counted from now, once for each profile. */
async function targetsAnew(tx: Transaction, { superseded, by }: Supersession, now: Instant): Promise<SQL> {
  const none = sql`select null::uuid as profile_id, null::timestamptz as respond_by`;
  const { rows } = await tx.execute<{ profile: CountedProfile; days: number } & Record<string, unknown>>(sql`
    select distinct jsonb_build_object('id', p.id, 'length', p.length, 'unit', p.unit, 'rule', p.rule, 'country', p.country, 'region', p.region) as profile,
      v.response_target_days as days
    from (select n.subscriber_id from ${standing(superseded, now)} and g.status = 'late'
      union select n.subscriber_id from ${decided(superseded, now)}) anew
    join demur.notices fresh on fresh.change_id = ${by} and fresh.subscriber_id = anew.subscriber_id
    join demur.windows w on w.id = fresh.window_id join demur.dpa_profiles p on p.id = w.profile_id cross join demur.vendor v
    where v.response_target_days is not null`);
  const place = rows.length > 0 ? await vendorPlace(tx) : undefined;
  if (!place) return none;
  return sql.join(
    rows.map(
      ({ profile, days }) =>
        sql`select ${profile.id}::uuid as profile_id, ${windowOf(place, { ...profile, length: days }, now).closesAt}::timestamptz as respond_by`,
    ),
    sql` union all `,
  );
}

/** Those who have no notice of the new change, and learn in this way that theirs is over. */
const toldBy = ({ superseded, by }: Supersession, now: Instant) => sql`
  select gone.id from (${supersededBy(superseded, now)}) gone join demur.notices n on n.id = gone.id
  where not exists (select from demur.notices fresh where fresh.change_id = ${by} and fresh.subscriber_id = n.subscriber_id)`;

const row = (table: string, id: string) => sql.raw(`jsonb_build_object('table', '${table}', 'id', ${id})`);

const rowsOf = (table: string, which: SQL) => sql`(select coalesce(jsonb_agg(${row(table, 'p.id')} order by p.id), '[]')
  from ${sql.raw(`demur.${table}`)} p where ${which})`;

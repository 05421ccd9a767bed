import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { ClearanceCount } from './clearance.ts';
import type { AuthorisationOnChange } from './queries.ts';

/**
 * The answers on the new terms of a change: counted over all subscribers, and one by one for those named (a page of its
 * matrix). One statement. Whoever never objected and has one notice is judged with all that are in the same position, so
 * that a hundred thousand of them cost some hundred judgements.
 */
export async function changeClearance(
  tx: Transaction,
  changeId: string,
  named: readonly string[],
): Promise<{ counts: ClearanceCount[]; named: AuthorisationOnChange[] }> {
  const { rows } = await tx.execute<{ counts: ClearanceCount[]; named: AuthorisationOnChange[] }>(sql`
    with clock as materialized (select demur.now() as at),
    apart as materialized (${apartQuery(changeId)}),
    alike as materialized (${alikeQuery(changeId)}),
    -- one by one by their ids: of all notices these are few
    judged as (
      select split_part(j.judgement, ':', 1) as state, split_part(j.judgement, ':', 2) as reason, not (f.faced).standstill as standstill_off,
        a.n, greatest((f.faced).closes_at, (f.faced).planned_start_at) as latest
      from alike a
      cross join lateral (select t as faced from demur.noticed_terms t where t.notice_id = a.notice_id offset 0) f
      left join lateral (select service_id from demur.services_concerned((f.faced).subscriber_id, (f.faced).terms_id, (f.faced).infrastructure,
        (select at from clock)) c (service_id) limit 1) u on true
      cross join lateral demur.judgement(f.faced, u.service_id, (select at from clock)) j (judgement)
      where j.judgement is not null
      union all
      select s.state, s.reason, s.warning_only, 1, greatest(n.closes_at, n.planned_start_at) from (
        select distinct on (o.subscriber_id) o.* from demur.authorisations_of_change(${changeId}, (select at from clock),
          array(select subscriber_id from apart)) o order by o.subscriber_id, demur.strictness(o.state), o.notice_id) s
      cross join lateral (select n.closes_at, c.planned_start_at from demur.notices n join demur.changes c on c.id = n.change_id
        where n.id = s.notice_id offset 0) n
    )
    select (select coalesce(jsonb_agg(jsonb_build_object('state', state, 'reason', reason, 'warningOnly', warning, 'n', n, 'latest', demur.iso(latest))
        order by n desc, reason), '[]') from (
        select state, reason, standstill_off and state in ('pending', 'on_hold') as warning, sum(n)::integer as n, max(latest) as latest
        from judged group by 1, 2, 3) counted) as counts,
      (select coalesce(jsonb_agg(jsonb_build_object('subscriberId', a.subscriber_id, 'noticeId', a.notice_id, 'state', a.state, 'reason', a.reason,
          'warningOnly', a.warning_only, 'serviceIds', to_jsonb(a.service_ids))), '[]')
        from demur.authorisations_of_change(${changeId}, (select at from clock), ${idArray(named)}) a) as named`);
  const [row] = rows;
  if (!row) throw new Error('one row is always there');
  return row;
}

/**
 * Subscribers to be judged one by one: an objection of theirs, or a second notice, may say more than the first, and a
 * service under DORA that was taken up since is never served urgently.
 */
const apartQuery = (changeId: string): SQL => sql`
  select n.subscriber_id from demur.notices n join demur.objection_progress g on g.notice_id = n.id where n.change_id = ${changeId} and n.given_at <= (select at from clock)
  union
  select n.subscriber_id from demur.notices n where n.change_id = ${changeId} and n.given_at <= (select at from clock) and n.occasion not in ('published', 'superseding')
  union
  select n.subscriber_id from demur.notices n join demur.services_in_use u on u.subscriber_id = n.subscriber_id and u.dora and u.dropped_at is null and u.taken_up_at >= n.given_at
    where (select c.urgent_reason is not null from demur.changes c where c.id = ${changeId})
      and n.change_id = ${changeId} and n.urgent and n.given_at <= (select at from clock)`;

/** The others by all that the judgement of their one notice follows from, with one of each kind. */
const alikeQuery = (changeId: string): SQL => sql`
  select min(n.id::text)::uuid as notice_id, count(*) as n
  from demur.notices n
  join demur.windows w on w.id = n.window_id
  where n.change_id = ${changeId} and n.given_at <= (select at from clock) and not exists (select from apart a where a.subscriber_id = n.subscriber_id)
  group by n.answer, n.closes_at, w.profile_id, n.shown_at is null, n.shown_at < n.closes_at, n.unproven_since is null, n.early_start_at is null, n.urgent,
    n.applies_because = 'infrastructure' or exists (
      select from demur.changes c join demur.terms_services t on t.terms_id = c.to_terms_id
      left join demur.services s on s.id = t.service_id and s.core
      left join demur.services_in_use u on u.service_id = t.service_id and u.subscriber_id = n.subscriber_id
        and u.taken_up_at <= (select at from clock) and (u.dropped_at is null or u.dropped_at > (select at from clock))
      where c.id = n.change_id and (s.id is not null or u.id is not null))`;

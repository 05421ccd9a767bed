import type pg from 'pg';

/** How many of what: 100,000 notices of 50 changes to 2,000 subscribers, spread over two years. */
export const MANY = { changes: 50, subscribers: 2_000, objections: 4_000, events: 120_000 };

/**
 * Fills the tables that lists read with as many rows as a large vendor has, set-based and past every rule, beside a
 * world that has one change already. One in 25 notices is objected to, one in 10 accepted; the windows of the three
 * latest changes are open. One subscriber in 20 stands under specific authorisation, one in 50 asks for proof of notice.
 */
export async function plantMany(superuser: pg.Pool): Promise<void> {
  const client = await superuser.connect();
  try {
    await client.query('set session_replication_role = replica; set synchronous_commit = off');
    for (const statement of statements) await client.query(statement);
    await client.query('analyze');
  } finally {
    client.release(true);
  }
}

const { changes, subscribers, objections, events } = MANY;

const statements = [
  `insert into demur.subscribers (id, slug, name, country, created_at)
   select gen_random_uuid(), 'many-' || i, (array['Harbour', 'Linden', 'Granite', 'Meadow', 'Copper', 'Willow'])[1 + i % 6] || ' ' ||
     (array['Bank', 'Clinic', 'College', 'Freight', 'Council'])[1 + i % 5] || ' ' || i, 'ES', now() - interval '3 years'
   from generate_series(1, ${subscribers}) i`,

  `create temp table s as select id, row_number() over (order by id) as i from demur.subscribers where slug like 'many-%'`,

  `insert into demur.users (id, email, name, created_at)
   select gen_random_uuid(), 'many-' || i || '@subscriber.example', 'Person ' || i, now() - interval '3 years' from generate_series(1, ${subscribers}) i`,

  `create temp table u as select id, row_number() over (order by id) as i from demur.users where email like 'many-%'`,

  `insert into demur.memberships (id, user_id, subscriber_id, "right", granted_at)
   select gen_random_uuid(), u.id, s.id, 'signatory', now() - interval '3 years' from s join u using (i)`,

  `insert into demur.dpa_profiles select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'name', 'Specific', 'authorisation', 'specific'))).*
   from demur.dpa_profiles p limit 1`,

  `insert into demur.dpa_profiles select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'name', 'Proof', 'notice_required', true))).*
   from demur.dpa_profiles p where authorisation = 'general' limit 1`,

  `create temp table pr as select id, case when notice_required then 'proof' else authorisation end as asks from demur.dpa_profiles`,

  `insert into demur.dpa_records (id, subscriber_id, reference, version, executed_at, profile_id)
   select gen_random_uuid(), s.id, 'DPA ' || i, '1', now() - interval '3 years',
     (select id from pr where asks = case when i % 20 = 0 then 'specific' when i % 50 = 1 then 'proof' else 'general' end limit 1) from s`,

  // version i was published i * 14 days ago, the latest three in the last month
  `insert into demur.policy_versions (id, number, published_at, note, snapshot, sha256)
   select gen_random_uuid(), 100 + ${changes} - i, now() - make_interval(days => case when i <= 3 then i * 7 else 21 + i * 14 end), 'Note', '{}', '\\x00'
   from generate_series(1, ${changes}) i`,

  `create temp table c as
   select gen_random_uuid() as id, v.id as version, v.published_at as at, row_number() over (order by v.number desc) as i from demur.policy_versions v where number >= 100`,

  `insert into demur.changes (id, policy_version_id, kind, subprocessor_id, title, reason, from_terms_id, to_terms_id, planned_start_on, planned_start_at, published_at)
   select c.id, c.version, 'addition', o.subprocessor_id, 'Change ' || c.i, 'Reason', null, o.to_terms_id, (c.at + interval '40 days')::date, c.at + interval '40 days', c.at
   from c cross join (select * from demur.changes where to_terms_id is not null limit 1) o`,

  `insert into demur.windows (id, policy_version_id, profile_id, starts_at, closes_at, working)
   select gen_random_uuid(), c.version, pr.id, c.at, date_trunc('day', c.at) + interval '30 days 23 hours', w.working
   from c cross join pr cross join (select working from demur.windows limit 1) w`,

  `insert into demur.notices (id, reference, change_id, subscriber_id, occasion, window_id, applies_because, service_ids, dpa_reference, given_at, closes_at,
     answer, answered_at, close_recorded_at, recorded_outcome, shown_at)
   select uuidv7(), 'DEM-2026-M' || to_char(c.i * 10000 + s.i, 'FM000000'), c.id, s.id, 'published', w.id, 'infrastructure', '{}', 'DPA ' || s.i, c.at, w.closes_at,
     case when (s.i + c.i) % 25 = 0 then 'objected' when (s.i + c.i) % 10 = 1 then 'accepted' end,
     case when (s.i + c.i) % 25 = 0 or (s.i + c.i) % 10 = 1 then c.at + interval '5 days' end,
     case when w.closes_at < now() then w.closes_at end, case when w.closes_at < now() then 'deemed_accepted' end,
     case when (s.i + c.i) % 3 > 0 then c.at + interval '1 day' end
   from c cross join s join demur.dpa_records d on d.subscriber_id = s.id join demur.windows w on w.policy_version_id = c.version and w.profile_id = d.profile_id
   order by c.at, s.i`,

  `insert into demur.objections (id, reference, notice_id, subscriber_id, filed_by, channel, received_at, recorded_at, late, filer_name, grounds_text, ground_categories,
     data_categories, service_ids, text_sha256, idempotency_key)
   select gen_random_uuid(), 'OBJ-2026-M' || to_char(row_number() over (), 'FM000000'), n.id, n.subscriber_id, u.id, 'demur', n.answered_at, n.answered_at, false, 'Person',
     'We object for reasons of ' || md5(n.id::text) || ' and of transfers to a third country.', array['third_country_transfer'], '{}', '{}', '\\x00', gen_random_uuid()
   from demur.notices n join s on s.id = n.subscriber_id join u using (i) where n.answer = 'objected' limit ${objections}`,

  // those of the last two months are undecided, nine in ten of the older ones resolved
  `insert into demur.objection_progress (id, notice_id, subscriber_id, status, respond_by)
   select o.id, o.notice_id, o.subscriber_id,
     case when o.received_at > now() - interval '60 days' then (array['filed', 'under_review', 'information_requested', 'awaiting_subscriber'])[1 + abs(hashtext(o.id::text)) % 4]
       when abs(hashtext(o.id::text)) % 10 = 0 then 'retracted' else 'resolved' end, o.received_at + interval '30 days'
   from demur.objections o where not exists (select from demur.objection_progress p where p.id = o.id)`,

  `insert into demur.resolutions (id, objection_id, subscriber_id, option, reasons, cease_scope, cease_on, data_plan, resolved_by, resolved_at)
   select gen_random_uuid(), p.id, p.subscriber_id, case when hashtext(p.id::text) % 2 = 0 then 'cease' else 'corrective_action' end, 'Reasons',
     case when hashtext(p.id::text) % 2 = 0 then 'this_subscriber' end, case when hashtext(p.id::text) % 2 = 0 then '2026-01-01'::date end,
     case when hashtext(p.id::text) % 2 = 0 then 'None was sent.' end, (select user_id from demur.vendor_role_grants limit 1), p.respond_by
   from demur.objection_progress p where p.status = 'resolved'`,

  // nine in ten are done
  `insert into demur.corrective_actions (id, resolution_id, objection_id, subscriber_id, number, text, owner, due_on)
   select gen_random_uuid(), r.id, r.objection_id, r.subscriber_id, i, 'Action', 'Owner', r.resolved_at::date + 30
   from demur.resolutions r cross join generate_series(1, 2) i where r.option = 'corrective_action'`,

  `insert into demur.action_completions (id, action_id, subscriber_id, evidence, completed_by, completed_at)
   select gen_random_uuid(), a.id, a.subscriber_id, 'Evidence', (select user_id from demur.vendor_role_grants limit 1), now()
   from demur.corrective_actions a where abs(hashtext(a.id::text)) % 10 > 0`,

  `insert into demur.messages (id, notice_id, subscriber_id, objection_id, side, kind, body, author_id, author_name, sent_at)
   select gen_random_uuid(), o.notice_id, o.subscriber_id, o.id, 'subscriber', 'message', 'About ' || md5(o.id::text || i), o.filed_by, 'Person', o.received_at + make_interval(days => i)
   from demur.objections o cross join generate_series(1, 3) i`,

  `insert into demur.readings (id, notice_id, subscriber_id, user_id, read_at)
   select gen_random_uuid(), n.id, n.subscriber_id, u.id, n.shown_at from demur.notices n join s on s.id = n.subscriber_id join u using (i) where n.shown_at is not null`,

  `insert into demur.events (position, at, type, case_id, subscriber_id, actor_id, role, content, hash)
   select 1000000 + row_number() over (order by n.given_at, n.id), n.given_at, case when n.answer is null then 'notice.given' else 'notice.accepted' end, n.id, n.subscriber_id, null, 'worker',
     convert_to('{"v":"1","type":"notice.given","at":"","case":null,"subscriber":null,"actor":{"role":"worker","user":null},"facts":{},"rows":[]}', 'UTF8'), sha256(n.id::text::bytea)
   from demur.notices n limit ${events}`,

  // one in 50 is still to be written, one in 100 has lapsed, one in 200 could not be written
  `insert into demur.letters (id, kind, notice_id, subscriber_id, about, obliged_at, composed_at, lapsed_at, lapsed_because, failed_at, failure)
   select uuidv7(), case when h = 7 then 'reminder' else 'notice' end, n.id, n.subscriber_id, '{}', n.given_at,
     case when h > 6 then n.given_at end, case when h in (4, 5) then n.given_at end, case when h = 4 then 'no_longer_due' when h = 5 then 'nobody_to_write_to' end,
     case when h = 6 then n.given_at end, case when h = 6 then 'notice: TypeError' end
   from (select *, abs(hashtext(id::text)) % 200 as h from demur.notices) n order by n.given_at, n.id`,

  `insert into demur.letter_texts (id, letter_id, subscriber_id, language, subject, body_text, body_html, sha256, composed_at)
   select uuidv7(), l.id, l.subscriber_id, 'en', 'A change', 'Text', '<p>Text</p>', sha256(l.id::text::bytea), l.composed_at from demur.letters l where l.composed_at is not null`,

  // of those that were written one in 50 bounced, one in 100 could not be sent, one in 100 waits
  `insert into demur.deliveries (id, letter_id, text_id, subscriber_id, user_id, address, recipient_name, message_id, created_at, handed_at, bounced_at, failed_at, failure)
   select uuidv7(), t.letter_id, t.id, t.subscriber_id, u.id, 'many@subscriber.example', 'Person', '<' || t.id || '@many.example>', t.composed_at,
     case when h > 3 then t.composed_at end, case when h in (4, 5) then t.composed_at end, case when h in (0, 1) then t.composed_at end, case when h in (0, 1) then 'no server took it' end
   from (select *, abs(hashtext('d' || id::text)) % 100 as h from demur.letter_texts) t join s on s.id = t.subscriber_id join u using (i) order by t.composed_at, t.id`,

  // three endpoints, of which one in 40 messages waits and one in 100 has failed
  `insert into demur.webhook_endpoints (id, name, url, kinds, recorded_by, recorded_at, changed_at)
   select gen_random_uuid(), 'Systems ' || i, 'https://many.example/' || i, array['notice.given'], (select user_id from demur.vendor_role_grants limit 1), now(), now() from generate_series(1, 3) i`,

  `insert into demur.webhook_messages (id, kind, position, at, data) select uuidv7(), 'notice.given', i, now() - make_interval(mins => i), '{}' from generate_series(1, 20000) i`,

  `insert into demur.webhook_deliveries (id, message_id, endpoint_id, created_at, next_try_at, tries, delivered_at, code, failed_at)
   select uuidv7(), m.id, w.id, m.at, m.at, 1, case when m.position % 100 > 2 then m.at end, 200, case when m.position % 100 = 0 then m.at end
   from demur.webhook_messages m cross join demur.webhook_endpoints w order by m.at`,

  `insert into demur.webhook_tries (id, delivery_id, tried_at, failure, code, answer)
   select uuidv7(), d.id, d.created_at, 'status', 500, '' from demur.webhook_deliveries d cross join generate_series(1, 8) i where d.delivered_at is null`,

  `insert into demur.delivery_queue (id, circular, next_try_at) select d.id, true, d.created_at from demur.deliveries d where d.handed_at is null and d.bounced_at is null and d.failed_at is null`,
];

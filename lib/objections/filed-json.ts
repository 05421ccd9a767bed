import { sql } from 'drizzle-orm';
import { carriedJson } from './carried-json.ts';

/**
 * The objection `o` on the notice `n` as its letter's value, with ids and names beside it: over `c` the change and `p` the
 * profile. Requested actions and files as first filed; for one carried over also what it was written to.
 */
export const filedJson = sql`jsonb_build_object(
  'channel', o.channel, 'subscriberId', o.subscriber_id, 'noticeReference', n.reference, 'changeTitle', c.title,
  'dpaReference', n.dpa_reference, 'objectionClause', p.objection_clause,
  'filerName', o.filer_name, 'capacity', o.capacity, 'actingAs', o.acting_as, 'onBehalfOf', o.on_behalf_of,
  'groundCategories', to_jsonb(o.ground_categories), 'groundsText', o.grounds_text,
  'dataCategories', to_jsonb(o.data_categories), 'serviceIds', to_jsonb(o.service_ids),
  'requestedActions', (select coalesce(jsonb_agg(a.text order by a.number), '[]') from demur.requested_actions a
    where a.objection_id = o.id and a.requested_at = o.received_at),
  'files', (select coalesce(jsonb_agg(jsonb_build_object('name', f.name, 'size', f.size, 'sha256', encode(f.sha256, 'hex')) order by l.position), '[]')
    from demur.objection_files l join demur.files f on f.id = l.file_id where l.objection_id = o.id)) ||
  coalesce((select jsonb_build_object('noticeReference', fn.reference, 'changeTitle', fc.title, 'dpaReference', fn.dpa_reference, 'objectionClause', fp.objection_clause)
    from demur.objections f join demur.notices fn on fn.id = f.notice_id join demur.changes fc on fc.id = fn.change_id
    join demur.windows fw on fw.id = fn.window_id join demur.dpa_profiles fp on fp.id = fw.profile_id
    where o.carried_from is not null and f.id = demur.first_filed(o.id)), '{}')`;

/** What its receipt adds: the close as it stood when it was recorded, its place in the log, and whence it was carried over. */
export const receiptJson = sql`jsonb_build_object(
  'reference', o.reference, 'receivedAt', demur.iso(o.received_at), 'recordedAt', demur.iso(o.recorded_at), 'late', o.late,
  'textSha256', encode(o.text_sha256, 'hex'), 'carriedFrom', ${carriedJson} -> 'from',
  'closesAt', demur.iso(coalesce((select e.to_closes_at from demur.extensions e where e.notice_id = n.id and e.extended_at <= o.recorded_at
    order by e.extended_at desc limit 1), w.closes_at)),
  'position', (select min(e.position) from demur.events e
    where e.case_id = o.notice_id and e.type in ('objection.filed', 'objection.filed_late', 'objection.recorded', 'objection.carried_over')
      and convert_from(e.content, 'UTF8')::jsonb -> 'facts' ->> 'objection' = o.id::text))`;

/** The names that its letter is shown with. */
export const namesJson = sql`jsonb_build_object(
  'vendorName', v.legal_name, 'subscriberName', b.name, 'subprocessorName', sp.legal_name,
  'serviceNames', (select coalesce(jsonb_agg(se.name order by array_position(o.service_ids, se.id)), '[]')
    from demur.services se where se.id = any (o.service_ids)))`;

import { sql } from 'drizzle-orm';
import type { Instant } from '#lib/deadlines/instant.ts';

/** The same objection under another notice of its subscriber, before or after a corrected change. */
export interface CarriedCase {
  reference: string;
  noticeId: string;
  noticeReference: string;
}

/** Where an objection came from when its change was superseded, where it stands on, and when each was. */
export interface Carried {
  from: (CarriedCase & { at: Instant }) | null;
  to: (CarriedCase & { at: Instant }) | null;
}

/** {@link Carried} of the objection `o`. It is carried over in the instant in which the later notice is given. */
export const carriedJson = sql`jsonb_build_object(
  'from', (select jsonb_build_object('reference', e.reference, 'noticeId', en.id, 'noticeReference', en.reference,
      'at', (select demur.iso(own.given_at) from demur.notices own where own.id = o.notice_id))
    from demur.objections e join demur.notices en on en.id = e.notice_id where e.id = o.carried_from),
  'to', (select jsonb_build_object('reference', l.reference, 'noticeId', ln.id, 'noticeReference', ln.reference, 'at', demur.iso(ln.given_at))
    from demur.objections l join demur.notices ln on ln.id = l.notice_id where l.carried_from = o.id))`;

/** The ids of the objection `o` and of those that it was carried over from: as many as corrections followed each other. */
export const carriedThrough = sql`(with recursive back (id, carried_from) as (
    select o.id, o.carried_from
    union all
    select e.id, e.carried_from from back b join demur.objections e on e.id = b.carried_from
  ) select id from back)`;

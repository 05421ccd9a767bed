import { type SQL, sql } from 'drizzle-orm';

/** Of one kind: letters that are not written, and of the others how far each delivery is known to have come. */
export interface LettersOfKind {
  toWrite: number;
  lapsed: number;
  notWritten: number;
  waiting: number;
  /** Our relay took it, and nobody has refused it since. */
  handed: number;
  /** Of those: the recipient's server accepted it. */
  accepted: number;
  bounced: number;
  failed: number;
}

/**
 * What is owed about a change, by kind, as a JSON object: by the indexes of the case's letters and of the letter's
 * deliveries, or for a change that has most of them by reading them once.
 */
export const lettersOfChange = (changeId: SQL): SQL => sql`
  (select coalesce(jsonb_object_agg(kind, counts), '{}') from (
    select l.kind, jsonb_build_object(
      'toWrite', count(*) filter (where l.composed_at is null and l.lapsed_at is null and l.failed_at is null),
      'lapsed', count(*) filter (where l.lapsed_at is not null), 'notWritten', count(*) filter (where l.failed_at is not null),
      'waiting', count(d.id) filter (where d.handed_at is null and d.bounced_at is null and d.failed_at is null),
      'handed', count(d.handed_at) filter (where d.bounced_at is null), 'accepted', count(d.accepted_at) filter (where d.bounced_at is null),
      'bounced', count(d.bounced_at), 'failed', count(d.failed_at)) as counts
    from demur.notices n
    join demur.letters l on l.notice_id = n.id
    left join demur.deliveries d on d.letter_id = l.id
    where n.change_id = ${changeId} group by l.kind) of_kind)`;

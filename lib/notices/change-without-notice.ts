import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { recordId } from '#lib/command/inputs.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { type ChangeShown, changeShownJoins, changeShownJson } from './change-shown.ts';

/** A change that this subscriber was given no notice of. */
export interface ChangeWithoutNotice {
  now: Instant;
  change: ChangeShown;
  /** Why it takes no objection: no executed DPA; it only removes something; or no service in use is served. */
  why: 'no_executed_dpa' | 'removal' | 'not_concerned';
  /** What this subscriber has left on it, the earliest first. */
  concerns: { id: string; body: string; authorName: string; sentAt: Instant }[];
}

/** One published change for a subscriber without a notice of it. Undefined where it has one, and where there is none. */
export async function changeWithoutNotice(
  { tx, actor }: { tx: Transaction; actor: SubscriberActor },
  changeId: string,
): Promise<ChangeWithoutNotice | undefined> {
  if (!recordId.safeParse(changeId).success) return undefined;
  const { rows } = await tx.execute<{ page: ChangeWithoutNotice }>(sql`
    select jsonb_build_object(
      'now', demur.iso(demur.now()),
      'change', ${changeShownJson},
      'why', case
        when not exists (select from demur.dpa_records d where d.subscriber_id = ${actor.subscriberId} and d.ended_at is null) then 'no_executed_dpa'
        when c.to_terms_id is null then 'removal'
        else 'not_concerned' end,
      'concerns', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'body', m.body, 'authorName', m.author_name,
          'sentAt', demur.iso(m.sent_at)) order by m.sent_at), '[]')
        from demur.messages m where m.change_id = c.id and m.subscriber_id = ${actor.subscriberId} and m.kind = 'concern')
    ) as page
    from demur.changes c ${changeShownJoins}
    where c.id = ${changeId}
      and not exists (select from demur.notices n where n.change_id = c.id and n.subscriber_id = ${actor.subscriberId})`);
  return rows[0]?.page;
}

import { eq, sql } from 'drizzle-orm';
import { correctiveActions, proposals, resolutions } from '#db/schema/resolutions.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { lockObjection } from '#lib/objections/queries.ts';
import type { Decidable } from './resolution.ts';

/** An objection to be decided, with the ids of what a decision writes on. */
export interface DecidableCase extends Decidable {
  reference: string;
  noticeId: string;
  subscriberId: string;
  changeId: string;
  respondBy: Instant | null;
  pausedAt: Instant | null;
}

/**
 * What a decision on an objection depends on, in one statement, under the caller's own policies: for the command under
 * the case's lock, and for the page on which it is prepared.
 */
export async function decidable(
  tx: Transaction,
  by: { objectionId: string } | { reference: string },
): Promise<DecidableCase | undefined> {
  const which = 'reference' in by ? sql`o.reference = ${by.reference}` : sql`o.id = ${by.objectionId}`;
  const { rows } = await tx.execute<{ decidable: DecidableCase }>(sql`
    select jsonb_build_object(
      'objectionId', o.id, 'reference', o.reference, 'noticeId', n.id, 'subscriberId', n.subscriber_id, 'changeId', c.id,
      'status', g.status, 'carriedTo', (select l.reference from demur.objections l where l.carried_from = o.id), 'respondBy', demur.iso(g.respond_by), 'pausedAt', demur.iso(g.paused_at),
      'subscriberName', s.name, 'closesAt', demur.iso(n.closes_at),
      'change', jsonb_build_object('kind', c.kind, 'subprocessorName', new_one.legal_name,
        'formerName', case when former.id <> new_one.id then former.legal_name end,
        'plannedStartAt', demur.iso(c.planned_start_at), 'urgent', n.urgent, 'withdrawn', c.withdrawn_at is not null,
        'superseded', c.superseded_at is not null, 'inForce', demur.change_in_force(c.id, (select demur.now()))),
      'requestedActions', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'number', a.number, 'text', a.text) order by a.number), '[]')
        from demur.requested_actions a where a.objection_id = o.id),
      'services', services.all, 'concernedIds', case when services.named = '[]' then services.ids else services.named end,
      'standing', (select jsonb_build_object('id', r.id, 'option', r.option, 'by', coalesce(u.name, 'The vendor'), 'at', demur.iso(r.resolved_at))
        from demur.resolutions r left join demur.users u on u.id = r.resolved_by
        where r.objection_id = o.id and not exists (select from demur.resolutions l where l.objection_id = r.objection_id and l.supersedes = r.id))
    ) as decidable
    from demur.objections o
    join demur.objection_progress g on g.id = o.id
    join demur.notices n on n.id = o.notice_id
    join demur.subscribers s on s.id = n.subscriber_id
    join demur.changes c on c.id = n.change_id
    join demur.terms t on t.id = c.to_terms_id
    join demur.subprocessors new_one on new_one.id = t.subprocessor_id
    left join demur.terms f on f.id = c.from_terms_id
    left join demur.subprocessors former on former.id = f.subprocessor_id
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name, 'core', v.core) order by v.name), '[]') as all,
        coalesce(jsonb_agg(v.id order by v.name), '[]') as ids,
        coalesce(jsonb_agg(v.id order by v.name) filter (where v.id = any (o.service_ids)), '[]') as named
      from demur.services v
      where v.id in (select demur.services_concerned(n.subscriber_id, t.id, new_one.category = 'infrastructure', (select demur.now())))
    ) services
    where ${which}`);
  return rows[0]?.decidable;
}

/** Locks the case that a proposal belongs to. False for a foreign id and for none alike. */
export async function lockProposal(tx: Transaction, proposalId: string): Promise<boolean> {
  const [row] = await tx
    .select({ objectionId: proposals.objectionId })
    .from(proposals)
    .where(eq(proposals.id, proposalId));
  return row ? lockObjection(tx, row.objectionId) : false;
}

/** Locks the case that a corrective action belongs to. */
export async function lockAction(tx: Transaction, actionId: string): Promise<boolean> {
  const [row] = await tx
    .select({ objectionId: correctiveActions.objectionId })
    .from(correctiveActions)
    .where(eq(correctiveActions.id, actionId));
  return row ? lockObjection(tx, row.objectionId) : false;
}

/** Locks the case that a decision belongs to. */
export async function lockResolution(tx: Transaction, resolutionId: string): Promise<boolean> {
  const [row] = await tx
    .select({ objectionId: resolutions.objectionId })
    .from(resolutions)
    .where(eq(resolutions.id, resolutionId));
  return row ? lockObjection(tx, row.objectionId) : false;
}

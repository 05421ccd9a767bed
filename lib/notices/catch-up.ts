import { sql } from 'drizzle-orm';
import { notices, windows } from '#db/schema/changes.ts';
import type { AppliesBecause, Occasion } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { type CountedProfile, type VendorPlace, windowOf } from '#lib/changes/closes.ts';
import { allowsUrgency, type UrgencyTerms } from '#lib/changes/urgent.ts';
import { newId } from '#lib/command/new-id.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { BoundRow, NoticeEvents } from '#lib/evidence/log.ts';
import type { Obligation } from '#lib/letters/obligation.ts';

/** A published change that has come to concern a subscriber which has no notice of it. */
export interface PendingChange {
  changeId: string;
  policyVersionId: string;
  appliesBecause: AppliesBecause;
  serviceIds: string[];
  dora: boolean;
  /** An urgent replacement: for whom it may start early follows from the terms of each. */
  urgent: boolean;
}

/** A service about to be taken up: it counts as used already. */
interface Taking {
  serviceId: string;
  dora: boolean;
}

/**
 * The changes that start after `startsAfter` and apply to a subscriber, but gave it no notice when they were
 * published. Those withdrawn, superseded or only removing something are none. They are locked as a case's change is,
 * so that one that is just being withdrawn is waited for, and then gives none.
 * @param asked `readOnly`: locks nothing, for a page, and for whoever has {@link lockChangesToCome}
 */
export async function pendingChanges(
  tx: Transaction,
  subscriberId: string,
  {
    now,
    startsAfter,
    taking,
    readOnly = false,
  }: { now: Instant; startsAfter: Instant; taking?: Taking; readOnly?: boolean },
): Promise<PendingChange[]> {
  const { rows } = await tx.execute<{ pending: PendingChange }>(sql`
    with used as (
      select service_id, dora from demur.services_in_use where subscriber_id = ${subscriberId} and dropped_at is null
      union all select ${taking?.serviceId ?? null}::uuid, ${taking?.dora ?? false}::boolean
      union all select id, false from demur.services where core
    )
    select jsonb_build_object('changeId', c.id, 'policyVersionId', c.policy_version_id,
      'appliesBecause', case sp.category when 'infrastructure' then 'infrastructure' else 'uses_service' end,
      'serviceIds', case sp.category when 'infrastructure' then '[]' else served.ids end,
      'urgent', c.urgent_reason is not null,
      'dora', case sp.category when 'infrastructure' then (select bool_or(dora) from used) else served.dora end) as pending
    from demur.changes c
    join demur.subprocessors sp on sp.id = c.subprocessor_id
    left join lateral (
      select jsonb_agg(distinct s.service_id) as ids, bool_or(u.dora) as dora
      from demur.terms_services s join used u using (service_id) where s.terms_id = c.to_terms_id
    ) served on true
    where c.to_terms_id is not null and c.withdrawn_at is null and c.superseded_at is null
      and c.published_at <= ${now} and c.planned_start_at > ${startsAfter}
      and (sp.category = 'infrastructure' or served.ids is not null)
      and not exists (select from demur.notices n
        where n.change_id = c.id and n.subscriber_id = ${subscriberId} and n.answer is distinct from 'not_concerned')
    order by c.id ${readOnly ? sql`` : sql`for share of c`}`);
  return rows.map(({ pending }) => pending);
}

/** Locks what {@link pendingChanges} finds after now, for a subscriber's role, which may lock no change by itself. */
export async function lockChangesToCome(tx: Transaction): Promise<void> {
  await tx.execute(sql`select demur.lock_changes_to_come()`);
}

/** Notices to give, each with a full window of its own from the instant at which it is given. */
export interface CatchUp {
  windows: { id: string; policyVersionId: string; working: Working }[];
  notices: (PendingChange & { id: string; windowId: string; closesAt: Instant })[];
  subscriberId: string;
  profileId: string;
  dpaReference: string;
  occasion: Occasion;
}

/** What of a DPA profile a notice given later follows from. */
export type NoticedProfile = CountedProfile & Omit<UrgencyTerms, 'dora'>;

/** Counted once per policy version: the profile and the start are the same for all. */
export function catchUp(
  pending: PendingChange[],
  given: Pick<CatchUp, 'subscriberId' | 'dpaReference' | 'occasion'> & { profile: NoticedProfile },
  place: VendorPlace,
  now: Instant,
): CatchUp {
  const { profile, ...rest } = given;
  const working = pending.length > 0 ? windowOf(place, profile, now) : undefined;
  const versions = [...new Set(pending.map(({ policyVersionId }) => policyVersionId))];
  const opened = working ? versions.map((policyVersionId) => ({ id: newId(), policyVersionId, working })) : [];
  return {
    ...rest,
    profileId: profile.id,
    windows: opened,
    notices: opened.flatMap((window) =>
      pending
        .filter(({ policyVersionId }) => policyVersionId === window.policyVersionId)
        .map((change) => ({
          ...change,
          ...{ id: newId(), windowId: window.id, closesAt: window.working.closesAt },
          urgent: change.urgent && allowsUrgency({ ...profile, dora: change.dora }),
        })),
    ),
  };
}

/** Writes windows and notices; their events and letters go by `eventsOf`, `rowsOf` and `lettersOf`. */
export async function giveNotices(tx: Transaction, given: CatchUp, now: Instant): Promise<void> {
  if (given.notices.length === 0) return;
  const { profileId, subscriberId, occasion, dpaReference } = given;
  await tx.insert(windows).values(
    given.windows.map(({ id, policyVersionId, working }) => ({
      id,
      policyVersionId,
      profileId,
      startsAt: now,
      closesAt: working.closesAt,
      working,
    })),
  );
  await tx.insert(notices).values(
    given.notices.map(({ id, changeId, windowId, appliesBecause, serviceIds, dora, urgent, closesAt }) => ({
      id,
      reference: sql`demur.new_reference('DEM', ${now})`,
      ...{
        changeId,
        windowId,
        appliesBecause,
        serviceIds,
        dora,
        urgent,
        closesAt,
        subscriberId,
        occasion,
        dpaReference,
      },
      givenAt: now,
    })),
  );
}

/** The windows, for the event of what made the notices due. */
export const rowsOf = (given: CatchUp): BoundRow[] => given.windows.map(({ id }) => ({ table: 'windows', id }));

export function eventsOf({ notices: given, occasion }: CatchUp): NoticeEvents[] {
  if (given.length === 0) return [];
  return [{ type: 'notice.given', noticeIds: given.map(({ id }) => id), facts: { occasion } }];
}

export const lettersOf = ({ notices: given, subscriberId }: CatchUp): Obligation[] =>
  given.map(({ id, changeId }) => ({
    kind: 'notice',
    subscriberId,
    noticeId: id,
    about: { notices: id, changes: changeId },
  }));

import { eq } from 'drizzle-orm';
import { objectionProgress } from '#db/schema/objections.ts';
import { correctiveActions, resolutions } from '#db/schema/resolutions.ts';
import type { ResolutionOption } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { newId } from '#lib/command/new-id.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import type { BoundRow, EventDraft } from '#lib/evidence/log.ts';
import type { Obligation } from '#lib/letters/obligation.ts';

/** What the vendor undertakes to do. */
export interface Undertaking {
  requestedActionId: string | null;
  text: string;
  owner: string;
  dueOn: CivilDate;
}

/** A decision about to be put on record: taken by an admin, or made of a proposal that the subscriber accepted. */
export interface Resolution {
  id: string;
  objectionId: string;
  subscriberId: string;
  noticeId: string;
  /** The decision that it replaces. */
  supersedes: string | null;
  proposalId: string | null;
  option: ResolutionOption;
  reasons: string;
  ceaseScope: 'this_subscriber' | 'everyone' | null;
  ceaseOn: CivilDate | null;
  dataPlan: string | null;
  serviceIds: string[];
  withdrawalBasis: 'vendor_ceases' | 'subscriber_agrees' | null;
  withdrawalDuration: 'temporary' | 'permanent' | null;
  untilDay: CivilDate | null;
  coreConditions: string | null;
  /** In the order of their numbers. */
  actions: (Undertaking & { id: string })[];
  resolvedBy: string;
}

/** The fields that only one option has, empty. */
export const ofNoOption = {
  ceaseScope: null,
  ceaseOn: null,
  dataPlan: null,
  serviceIds: [],
  withdrawalBasis: null,
  withdrawalDuration: null,
  untilDay: null,
  coreConditions: null,
  actions: [],
} satisfies Partial<Resolution>;

export const numbered = (undertaken: readonly Undertaking[]): Resolution['actions'] =>
  undertaken.map((each) => ({ ...each, id: newId() }));

/** The one event of a decision; the first decides the objection, a later one replaces the one that stood. */
export function resolutionEvent(resolution: Resolution): EventDraft {
  const { id, objectionId, option, supersedes, proposalId, ceaseScope, actions } = resolution;
  return {
    type: supersedes ? 'resolution.superseded' : 'objection.resolved',
    caseId: resolution.noticeId,
    subscriberId: resolution.subscriberId,
    facts: {
      objection: objectionId,
      resolution: id,
      option,
      ...(ceaseScope && { ceaseScope }),
      ...(supersedes && { supersedes }),
      ...(proposalId && { proposal: proposalId }),
      actions: actions.length,
    },
    rows: rowsOf(resolution),
  };
}

function rowsOf({ id, objectionId, supersedes, actions }: Resolution): BoundRow[] {
  return [
    { table: 'resolutions', id },
    ...actions.map((action) => ({ table: 'corrective_actions', id: action.id })),
    ...(supersedes ? [] : [{ table: 'objection_progress', id: objectionId }]),
  ];
}

export async function saveResolution(tx: Transaction, resolution: Resolution, now: Instant): Promise<void> {
  const { noticeId: _case, actions, ...decided } = resolution;
  const { id, objectionId, subscriberId } = decided;
  await tx.insert(resolutions).values({ ...decided, resolvedAt: now });
  if (actions.length > 0)
    await tx
      .insert(correctiveActions)
      .values(
        actions.map((action, index) => ({ ...action, resolutionId: id, objectionId, subscriberId, number: index + 1 })),
      );
  if (!resolution.supersedes)
    await tx
      .update(objectionProgress)
      .set({ status: 'resolved', pausedAt: null })
      .where(eq(objectionProgress.id, objectionId));
}

export function decisionLetter({ id, objectionId, subscriberId, noticeId }: Resolution): Obligation {
  return { kind: 'decision', subscriberId, noticeId, about: { objections: objectionId, resolutions: id } };
}

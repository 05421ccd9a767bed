import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command } from '#lib/command/command.ts';
import { recordId } from '#lib/command/inputs.ts';
import { refuse } from '#lib/command/refusal.ts';
import { lockPublication } from '#lib/register/publication.ts';
import { refuseUnapproved } from './approval.ts';
import { compose, type PublishedVersion } from './compose-publication.ts';
import { lockedContent, type PlacedDraft, placedDraft, refuseStale } from './draft.ts';
import { publishInput } from './inputs.ts';
import { firstObstacle, refuseMissingMechanism } from './obstacles.ts';
import { markPublishing } from './publishing-lock.ts';
import { savePublication } from './save-publication.ts';
import { approvalOf, type Published } from './standing.ts';
import type { Tell } from './tell-publishing.ts';

type Publish = Command<z.infer<typeof publishInput>, PlacedDraft, PublishedVersion, Published, VendorActor>;

/**
 * Publishes the changes of a draft: one policy version with its snapshot, the changes, a window for each profile that
 * they reach, for each change a notice for each subscriber, the events and the letters due. All or nothing, and
 * set-based: the number of subscribers makes no loop. A draft published already gives the same answer again. A removal
 * opens no window and gives no notice: it stands in the register and on the change's page.
 */
export const publishing = (tell: Tell): Publish => ({
  name: 'publish-version',
  input: publishInput,
  async lock(tx, { draftId }) {
    await lockPublication(tx);
    await markPublishing(tx, draftId);
    const content = await lockedContent(tx, draftId);
    const superseded = (content?.changes ?? []).map(({ supersedes }) => recordId.safeParse(supersedes));
    // in one order, and whether there is such a change the law says later
    for (const changeId of superseded.flatMap(({ data }) => data ?? []).sort())
      await tx.execute(sql`select demur.lock_change(${changeId})`);
    return content !== undefined;
  },
  load: (tx, { draftId }, { now }) => placedDraft(tx, draftId, now),
  decide({ kept, standing, version }, { draftId, despite, shown }, { now }) {
    if (kept.published) return { already: kept.published };
    if (shown !== undefined && shown !== kept.contentSha256)
      return refuse(
        'stale_draft',
        'Somebody else has changed this draft since it was shown. Load the page again, and look at it as it is now.',
      );
    const { vendor } = standing;
    if (!vendor)
      return refuse('wrong_status', 'Record the vendor first: its zone and its calendar decide when windows close.');
    const approval = approvalOf(kept, standing);
    const refusal =
      refuseStale(kept, standing) ??
      firstObstacle(version, standing) ??
      refuseUnapproved(vendor.fourEyes, approval) ??
      (despite ? undefined : refuseMissingMechanism(version));
    if (refusal) return refusal;
    const approvalId = approval === 'approved' ? (kept.approval?.approvalId ?? null) : null;
    return compose({ draftId, approvalId }, version, standing, { now, zone: vendor.zone });
  },
  save: (tx, { publication }, { now, actor }) => savePublication(tx, publication, { by: actor.userId, now, tell }),
  result: ({ publication: { changes, snapshot } }) => ({
    version: snapshot.number,
    changes: changes.map(({ row }) => ({ changeId: row.id, plannedStartOn: row.plannedStartOn })),
  }),
});

/** The same, telling nobody meanwhile. */
export const publishVersion: Publish = publishing(() => undefined);

import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { changeDrafts } from '#db/schema/changes.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command } from '#lib/command/command.ts';
import { recordId } from '#lib/command/inputs.ts';
import { refuse } from '#lib/command/refusal.ts';
import { lockPublication } from '#lib/register/publication.ts';
import { compose, type PublishedVersion } from './compose-publication.ts';
import { type DraftedVersion, drafted } from './drafted.ts';
import { draftId } from './inputs.ts';
import { firstObstacle } from './obstacles.ts';
import { savePublication } from './save-publication.ts';
import { type KeptDraft, type Published, type Standing, standingOf } from './standing.ts';

interface State {
  kept: KeptDraft;
  standing: Standing;
  draft: DraftedVersion;
}

/**
 * Publishes the changes of a draft: one policy version with its snapshot, the changes, a window for each profile that
 * they reach, for each change a notice for each subscriber, the events and the letters due. All or nothing, and
 * set-based: the number of subscribers makes no loop. A draft published already gives the same answer again. A removal
 * opens no window and gives no notice: it stands in the register and on the change's page.
 */
export const publishVersion: Command<z.infer<typeof draftId>, State, PublishedVersion, Published, VendorActor> = {
  name: 'publish-version',
  input: draftId,
  async lock(tx, { draftId: id }) {
    await lockPublication(tx);
    const [draft] = await tx
      .select({ content: changeDrafts.content })
      .from(changeDrafts)
      .where(eq(changeDrafts.id, id))
      .for('update');
    const superseded = (draft?.content.changes ?? []).map(({ supersedes }) => recordId.safeParse(supersedes));
    // in one order, and whether there is such a change the law says later
    for (const changeId of superseded.flatMap(({ data }) => data ?? []).sort())
      await tx.execute(sql`select demur.lock_change(${changeId})`);
    return draft !== undefined;
  },
  async load(tx, { draftId: id }, { now }) {
    const standing = await standingOf(tx, id, now);
    const { draft: kept } = standing;
    return kept ? { kept, standing, draft: await drafted(tx, kept.content, standing) } : undefined;
  },
  decide({ kept, standing, draft }, { draftId: id }, { now }) {
    if (kept.published) return { already: kept.published };
    const { vendor, latest } = standing;
    if (!vendor)
      return refuse('wrong_status', 'Record the vendor first: its zone and its calendar decide when windows close.');
    if (kept.againstVersion !== String(latest))
      return refuse(
        'stale_draft',
        `The register is at version ${latest} by now, and this was drafted before. Compare the draft with it, then publish.`,
        { facts: { against: kept.againstVersion, latest } },
      );
    return firstObstacle(draft, standing) ?? compose(id, draft, standing, { now, zone: vendor.zone });
  },
  save: (tx, { publication }, { now, actor }) => savePublication(tx, publication, actor.userId, now),
  result: ({ publication: { changes, snapshot } }) => ({
    version: snapshot.number,
    changes: changes.map(({ row }) => ({ changeId: row.id, plannedStartOn: row.plannedStartOn })),
  }),
};

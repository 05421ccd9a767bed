import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { changeDrafts, changes } from '#db/schema/changes.ts';
import { policyVersions } from '#db/schema/register.ts';
import type { Transaction } from '#db/transaction.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command } from '#lib/command/command.ts';
import { recordId } from '#lib/command/inputs.ts';
import { isRefusal, type Refusal, refuse } from '#lib/command/refusal.ts';
import { takesPlace } from '#lib/deadlines/zone.ts';
import { lockPublication } from '#lib/register/publication.ts';
import { refuseDifference, refuseLive, refuseStart } from './change.ts';
import { compose, type PublishedChange } from './compose-publication.ts';
import { type Drafted, drafted } from './drafted.ts';
import { type ChangeInput, draftId } from './inputs.ts';
import { earliestStart } from './opened-windows.ts';
import { savePublication } from './save-publication.ts';
import { type Standing, standingOf } from './standing.ts';

export interface Published {
  changeId: string;
  /** The number of the policy version. */
  version: number;
  plannedStartOn: string;
}

interface State {
  already: Published | undefined;
  against: string;
  standing: Standing;
  draft: Drafted | Refusal;
}

/**
 * Publishes the change of a draft: a policy version with its snapshot, the change, a window for each profile that it
 * reaches, a notice for each subscriber, the events and the letters due. All or nothing, and set-based: the number of
 * subscribers makes no loop. A draft published already gives the same answer again. A removal opens no window and gives
 * no notice: it stands in the register and on the change's page.
 */
export const publishChange: Command<z.infer<typeof draftId>, State, PublishedChange, Published, VendorActor> = {
  name: 'publish-change',
  input: draftId,
  async lock(tx, { draftId: id }) {
    await lockPublication(tx);
    const [draft] = await tx
      .select({ supersedes: sql<string | null>`${changeDrafts.content} ->> 'supersedes'` })
      .from(changeDrafts)
      .where(eq(changeDrafts.id, id))
      .for('update');
    const superseded = recordId.safeParse(draft?.supersedes);
    // whether there is such a change the law says later
    if (superseded.success) await tx.execute(sql`select demur.lock_change(${superseded.data})`);
    return draft !== undefined;
  },
  async load(tx, { draftId: id }, { now }) {
    const standing = await standingOf(tx, id, now);
    const { draft: kept } = standing;
    if (!kept) return undefined;
    return {
      already: kept.publishedAs ? await publishedAs(tx, kept.publishedAs) : undefined,
      against: kept.againstVersion,
      standing,
      draft: await drafted(tx, kept.content, standing),
    };
  },
  decide({ already, against, standing, draft }, { draftId: id }, { now }) {
    if (already) return { already };
    const { vendor, latest } = standing;
    if (!vendor)
      return refuse('wrong_status', 'Record the vendor first: its zone and its calendar decide when windows close.');
    if (against !== String(latest))
      return refuse(
        'stale_draft',
        `The register is at version ${latest} by now, and this was drafted before. Compare the draft with it, then publish.`,
        { facts: { against, latest } },
      );
    if (isRefusal(draft)) return draft;
    const { change, placed, windows } = draft;
    const refusal =
      refuseDifference(change.kind, placed) ??
      refuseLive(change, standing) ??
      refuseStart(change.plannedStartOn, earliestStart(windows, vendor.zone, now)) ??
      refuseSkippedDay(change, vendor.zone);
    return refusal ?? compose(id, draft, standing, { now, zone: vendor.zone });
  },
  save: (tx, { publication }, { now, actor }) => savePublication(tx, publication, actor.userId, now),
  result: ({ publication: { change, snapshot } }) => ({
    changeId: change.id,
    version: snapshot.number,
    plannedStartOn: change.plannedStartOn,
  }),
};

function refuseSkippedDay({ plannedStartOn }: ChangeInput, zone: string): Refusal | undefined {
  if (takesPlace(plannedStartOn, zone)) return undefined;
  const sentence = 'That day does not take place in the vendor’s time zone. Choose another.';
  return refuse('invalid_input', sentence, { fields: { plannedStartOn: sentence } });
}

async function publishedAs(tx: Transaction, changeId: string): Promise<Published | undefined> {
  const [row] = await tx
    .select({ changeId: changes.id, version: policyVersions.number, plannedStartOn: changes.plannedStartOn })
    .from(changes)
    .innerJoin(policyVersions, eq(policyVersions.id, changes.policyVersionId))
    .where(eq(changes.id, changeId));
  return row;
}

import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { changeDrafts } from '#db/schema/changes.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import { newId } from '#lib/command/new-id.ts';
import { refuse } from '#lib/command/refusal.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { latestVersion } from '#lib/register/policy-version.ts';
import { draftInput } from './inputs.ts';

export interface KeptDraft {
  draftId: string;
  /** The policy version that the draft is written against; 0 before the first. */
  againstVersion: number;
}

/**
 * Keeps what the wizard holds, whether or not it can be published yet. The version that a draft is written against
 * stays, so that a register that has moved on shows; `refresh` says that the draft was compared with it anew.
 */
export const saveChangeDraft: Unrecorded<z.infer<typeof draftInput>, KeptDraft, VendorActor> = {
  name: 'save-change-draft',
  input: draftInput,
  async work(tx, { draftId, content, refresh }, { now, actor }) {
    const latest = String(await latestVersion(tx));
    if (draftId === null) {
      const id = newId();
      const draft = { id, content, againstVersion: latest, createdBy: actor.userId, updatedAt: now };
      await tx.insert(changeDrafts).values(draft);
      return { value: { draftId: id, againstVersion: Number(latest) } };
    }
    const [kept] = await tx
      .update(changeDrafts)
      .set({ content, updatedAt: now, ...(refresh ? { againstVersion: latest } : {}) })
      .where(and(eq(changeDrafts.id, draftId), isNull(changeDrafts.publishedAs)))
      .returning({ againstVersion: changeDrafts.againstVersion });
    if (kept) return { value: { draftId, againstVersion: Number(kept.againstVersion) } };
    const [published] = await tx.select({ id: changeDrafts.id }).from(changeDrafts).where(eq(changeDrafts.id, draftId));
    return published && refuse('already_done', 'This draft is published, so it can’t be changed any more.');
  },
};

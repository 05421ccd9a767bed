import { and, eq, isNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { changeDrafts } from '#db/schema/changes.ts';
import type { Transaction } from '#db/transaction.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import { recordId } from '#lib/command/inputs.ts';
import { newId } from '#lib/command/new-id.ts';
import { isRefusal, type Refusal, refuse } from '#lib/command/refusal.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { latestVersion } from '#lib/register/policy-version.ts';
import {
  comparison,
  type DraftContent,
  draftedChangeInput,
  draftInput,
  type KeptChange,
  MOST_CHANGES,
} from './inputs.ts';

export interface SavedDraft {
  draftId: string;
  /** The policy version that the draft is written against; 0 before the first. */
  againstVersion: number;
}

/**
 * Keeps what the wizard holds, whether or not it can be published yet. The version that a draft is written against
 * stays, so that a register that has moved on shows.
 */
export const saveChangeDraft: Unrecorded<z.infer<typeof draftInput>, SavedDraft, VendorActor> = {
  name: 'save-change-draft',
  input: draftInput,
  async work(tx, { draftId, content }, { now, actor }) {
    const whole = { note: content.note, changes: content.changes.map(keyed) };
    if (draftId === null) return { value: await begin(tx, whole, actor.userId, now) };
    const kept = await lockedDraft(tx, draftId);
    if (kept === undefined || isRefusal(kept)) return kept;
    await write(tx, draftId, whole, actor.userId, now);
    return { value: { draftId, againstVersion: Number(kept.againstVersion) } };
  },
};

/** The register has moved on, the draft was compared with it, and stands as it is. Nobody becomes its author by that. */
export const compareChangeDraft: Unrecorded<z.infer<typeof comparison>, SavedDraft, VendorActor> = {
  name: 'save-change-draft',
  input: comparison,
  async work(tx, { draftId, comparedWith }) {
    const kept = await lockedDraft(tx, draftId);
    if (kept === undefined || isRefusal(kept)) return kept;
    const latest = await latestVersion(tx);
    if (latest !== comparedWith)
      return refuse('stale_draft', `The register has moved on again, to version ${latest}. Compare once more.`);
    await tx
      .update(changeDrafts)
      .set({ againstVersion: String(latest) })
      .where(eq(changeDrafts.id, draftId));
    return { value: { draftId, againstVersion: latest } };
  },
};

/**
 * Keeps one change of a draft beside the others, so that two admins who work on two changes of a version don't undo
 * each other's work. A change that is not there yet is the last; without fields it is taken out.
 */
export const saveDraftedChange: Unrecorded<z.infer<typeof draftedChangeInput>, SavedDraft, VendorActor> = {
  name: 'save-change-draft',
  input: draftedChangeInput,
  async work(tx, { draftId, key, fields, note }, { now, actor }) {
    if (draftId === null) {
      const changes = fields ? [{ ...fields, key }] : [];
      return { value: await begin(tx, { note: note ?? '', changes }, actor.userId, now) };
    }
    const kept = await lockedDraft(tx, draftId);
    if (kept === undefined || isRefusal(kept)) return kept;
    const changes = withChange(kept.content.changes, key, fields);
    if (isRefusal(changes)) return changes;
    const content = { note: note ?? kept.content.note, changes };
    await write(tx, draftId, content, actor.userId, now);
    return { value: { draftId, againstVersion: Number(kept.againstVersion) } };
  },
};

async function begin(tx: Transaction, content: DraftContent, createdBy: string, updatedAt: Instant) {
  const id = newId();
  const latest = await latestVersion(tx);
  const written = { createdBy, authors: [createdBy], updatedAt };
  await tx.insert(changeDrafts).values({ id, content, againstVersion: String(latest), ...written });
  return { draftId: id, againstVersion: latest };
}

/** Undefined: there is no such draft. */
async function lockedDraft(tx: Transaction, draftId: string) {
  const [kept] = await tx
    .select({
      content: changeDrafts.content,
      againstVersion: changeDrafts.againstVersion,
      publishedAs: changeDrafts.publishedAs,
    })
    .from(changeDrafts)
    .where(eq(changeDrafts.id, draftId))
    .for('update');
  if (kept?.publishedAs) return refuse('already_done', 'This draft is published, so it can’t be changed any more.');
  return kept;
}

async function write(tx: Transaction, draftId: string, content: DraftContent, author: string, updatedAt: Instant) {
  await tx
    .update(changeDrafts)
    .set({
      content,
      updatedAt,
      authors: sql`array(select distinct unnest(${changeDrafts.authors} || ${author}::uuid) order by 1)`,
    })
    .where(and(eq(changeDrafts.id, draftId), isNull(changeDrafts.publishedAs)));
}

function withChange(
  changes: KeptChange[],
  key: string,
  fields: Omit<KeptChange, 'key'> | null,
): KeptChange[] | Refusal {
  if (fields === null) return changes.filter((change) => change.key !== key);
  if (changes.some((change) => change.key === key))
    return changes.map((change) => (change.key === key ? { ...change, ...fields, key } : change));
  if (changes.length >= MOST_CHANGES)
    return refuse('invalid_input', `One version holds ${MOST_CHANGES} changes at most. Publish these first.`);
  return [...changes, { ...fields, key }];
}

function keyed(fields: Record<string, KeptChange[string]>): KeptChange {
  const { success, data } = recordId.safeParse(fields.key);
  return { ...fields, key: success ? data : newId() };
}

import { eq } from 'drizzle-orm';
import { changeDrafts } from '#db/schema/changes.ts';
import type { Transaction } from '#db/transaction.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { type DraftedVersion, drafted } from './drafted.ts';
import type { DraftContent } from './inputs.ts';
import { type KeptDraft, type Standing, standingOf } from './standing.ts';

/** A draft, what it stands against, and what it says there. */
export interface PlacedDraft {
  kept: KeptDraft;
  standing: Standing;
  version: DraftedVersion;
}

/** Locks a draft, so that nobody edits it meanwhile. False: there is no such draft. */
export async function lockDraft(tx: Transaction, draftId: string): Promise<boolean> {
  return (await lockedContent(tx, draftId)) !== undefined;
}

/** The same, with what is kept. */
export async function lockedContent(tx: Transaction, draftId: string): Promise<DraftContent | undefined> {
  const [draft] = await tx
    .select({ content: changeDrafts.content })
    .from(changeDrafts)
    .where(eq(changeDrafts.id, draftId))
    .for('update');
  return draft?.content;
}

/** In two statements. Undefined: there is no such draft. */
export async function placedDraft(tx: Transaction, draftId: string, at: Instant): Promise<PlacedDraft | undefined> {
  const standing = await standingOf(tx, draftId, at);
  const { draft: kept } = standing;
  return kept ? { kept, standing, version: await drafted(tx, kept.content, standing) } : undefined;
}

/** A draft is read against the register that it was written against. */
export function refuseStale({ againstVersion }: KeptDraft, { latest }: Standing): Refusal | undefined {
  if (againstVersion === String(latest)) return undefined;
  return refuse(
    'stale_draft',
    `The register is at version ${latest} by now, and this was drafted before. Compare the draft with it, then go on.`,
    { facts: { against: againstVersion, latest } },
  );
}

import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import { isRefusal, type Refusal } from '#lib/command/refusal.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import type { EarliestStart } from './change.ts';
import { type Drafted, drafted } from './drafted.ts';
import type { KeptChange, PublishingTold } from './inputs.ts';
import { obstacles } from './obstacles.ts';
import { earliestStart } from './opened-windows.ts';
import { isPublishing } from './publishing-lock.ts';
import { type KeptDraft, type Standing, standingOf } from './standing.ts';

/** One profile's close, as publishing now would count it. */
export interface PreviewedClose {
  profileId: string;
  profileName: string;
  subscribers: number;
  /** Of them, those for whom an urgent replacement may start while the window is open. */
  urgent: number;
  working: Working;
}

/** What one change of a draft would do if it were published at this instant. */
export interface PreviewedChange {
  key: string;
  /** As typed so far. */
  kept: KeptChange;
  /** Why it can't be read or placed yet; else what it says. */
  drafted: Drafted | Refusal;
  closes: PreviewedClose[];
  reaches: number;
  earliestStart: EarliestStart | null;
  /** What publishing would be refused for, in the order in which it is looked at. */
  refusals: Refusal[];
}

/** What a draft would do if it were published at this instant. */
export interface Preview {
  draft: KeptDraft;
  standing: Standing;
  /** The latest version has moved on since it was written. */
  stale: boolean;
  changes: PreviewedChange[];
  /** What the version as a whole would be refused for. */
  refusals: Refusal[];
}

/** How far the publication of a draft has come; null: none runs. */
export async function publishingOf({ tx }: { tx: Transaction }, draftId: string): Promise<PublishingTold | null> {
  const { rows } = await tx.execute<PublishingTold & Record<string, unknown>>(sql`
    select step, done, total from demur.publishing_progress where draft_id = ${draftId} and ${isPublishing(sql`draft_id`)}`);
  return rows[0] ?? null;
}

/** A draft's differences, dates and obstacles, in two statements. Undefined: no such draft. */
export async function previewDraft({ tx }: { tx: Transaction }, draftId: string): Promise<Preview | undefined> {
  const standing = await standingOf(tx, draftId, null);
  const { draft } = standing;
  if (!draft) return undefined;
  const version = await drafted(tx, draft.content, standing);
  const found = obstacles(version, standing);
  return {
    draft,
    standing,
    stale: draft.againstVersion !== String(standing.latest),
    changes: draft.content.changes.map((kept, place) =>
      previewed(kept, version.changes[place], found.changes[place] ?? [], standing),
    ),
    refusals: found.version,
  };
}

function previewed(
  kept: KeptChange,
  said: Drafted | Refusal | undefined,
  refusals: Refusal[],
  { vendor, at }: Standing,
): PreviewedChange {
  if (said === undefined) throw new Error('each change of a draft is read');
  const change = { key: kept.key, kept, drafted: said, refusals };
  if (isRefusal(said) || !vendor) return { ...change, closes: [], reaches: 0, earliestStart: null };
  return {
    ...change,
    closes: said.windows.map(({ id: _, ...close }) => close),
    reaches: said.windows.reduce((sum, { subscribers }) => sum + subscribers, 0),
    earliestStart: earliestStart(said.change.urgent ? [] : said.windows, vendor.zone, at),
  };
}

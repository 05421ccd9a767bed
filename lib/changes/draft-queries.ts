import type { Transaction } from '#db/transaction.ts';
import { isRefusal, type Refusal } from '#lib/command/refusal.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import { type EarliestStart, refuseDifference, refuseLive, refuseStart } from './change.ts';
import { type Drafted, drafted } from './drafted.ts';
import { earliestStart } from './opened-windows.ts';
import { type KeptDraft, type Standing, standingOf } from './standing.ts';

/** One profile's close, as publishing now would count it. */
export interface PreviewedClose {
  profileId: string;
  profileName: string;
  subscribers: number;
  working: Working;
}

/** What a draft would do if it were published at this instant. */
export interface Preview {
  draft: KeptDraft;
  standing: Standing;
  /** Why it can't be read or placed yet; else what it says. */
  drafted: Drafted | Refusal;
  /** The latest version has moved on since it was written. */
  stale: boolean;
  closes: PreviewedClose[];
  reaches: number;
  earliestStart: EarliestStart | null;
  /** What publishing would be refused for, in the order in which it is looked at. */
  refusals: Refusal[];
}

/** A draft's difference, dates and obstacles, in two statements. Undefined: no such draft. */
export async function previewDraft({ tx }: { tx: Transaction }, draftId: string): Promise<Preview | undefined> {
  const standing = await standingOf(tx, draftId, null);
  const { draft, vendor } = standing;
  if (!draft) return undefined;
  const said = await drafted(tx, draft.content, standing);
  const stale = draft.againstVersion !== String(standing.latest);
  if (isRefusal(said) || !vendor) {
    const refusals = isRefusal(said) ? [said] : [];
    return { draft, standing, drafted: said, stale, closes: [], reaches: 0, earliestStart: null, refusals };
  }
  const earliest = earliestStart(said.windows, vendor.zone, standing.at);
  const refusals = [
    refuseDifference(said.change.kind, said.placed),
    refuseLive(said.change, standing),
    refuseStart(said.change.plannedStartOn, earliest),
  ].filter((refusal) => refusal !== undefined);
  return {
    draft,
    standing,
    drafted: said,
    stale,
    closes: said.windows.map(({ id: _, ...close }) => close),
    reaches: said.windows.reduce((sum, { subscribers }) => sum + subscribers, 0),
    earliestStart: earliest,
    refusals,
  };
}

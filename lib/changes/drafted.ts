import type { Transaction } from '#db/transaction.ts';
import { invalid } from '#lib/command/command.ts';
import { isRefusal, type Refusal } from '#lib/command/refusal.ts';
import { type Reach, reachedProfiles } from './audience.ts';
import { type Placed, place } from './change.ts';
import { type ChangeInput, changeInput, type DraftContent, versionNote } from './inputs.ts';
import { type OpenedWindow, windowsOf } from './opened-windows.ts';
import type { Standing } from './standing.ts';

/** A draft that can be read as a change and has its place in the register, with the windows that it would open now. */
export interface Drafted {
  change: ChangeInput;
  placed: Placed;
  reach: Reach;
  /** Of the version's windows those that this change opens, with how many it reaches under each profile. */
  windows: OpenedWindow[];
}

/** A version as it is drafted: its note, and its changes in the order in which they are kept. */
export interface DraftedVersion {
  note: string | Refusal;
  changes: (Drafted | Refusal)[];
}

/**
 * What a draft says, placed in the register as it stands. The wizard shows it and publishing uses it, so that what is
 * shown is what is published. A removal opens no window; changes that reach the same profile share one window.
 */
export async function drafted(tx: Transaction, content: DraftContent, standing: Standing): Promise<DraftedVersion> {
  const note = versionNote.safeParse(content.note);
  const read = content.changes.map((fields) => readChange(fields, standing));
  const opening = read.flatMap((one) => (isRefusal(one) || one.change.kind === 'removal' ? [] : [one]));
  const { vendor, at } = standing;
  const profiles = vendor
    ? await reachedProfiles(
        tx,
        opening.map(({ reach }) => reach),
      )
    : [];
  const windows = vendor ? windowsOf(profiles, vendor, at) : [];
  return {
    note: note.success ? note.data : atField('note', invalid(note.error)),
    changes: read.map((one) => (isRefusal(one) ? one : { ...one, windows: windows[opening.indexOf(one)] ?? [] })),
  };
}

function readChange(fields: unknown, standing: Standing): Omit<Drafted, 'windows'> | Refusal {
  const parsed = changeInput.safeParse(fields);
  if (!parsed.success) return invalid(parsed.error);
  const change = parsed.data;
  const placed = place(change, standing);
  return isRefusal(placed) ? placed : { change, placed, reach: reachOf(change, placed, standing) };
}

function reachOf({ terms }: ChangeInput, { category }: Placed, { coreServiceIds }: Standing): Reach {
  const serviceIds = terms?.serviceIds ?? [];
  return { category, serviceIds, coreServiceIds: serviceIds.filter((id) => coreServiceIds.includes(id)) };
}

const atField = (field: string, refusal: Refusal): Refusal => ({ ...refusal, fields: { [field]: refusal.sentence } });

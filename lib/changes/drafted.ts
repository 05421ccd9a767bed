import type { Transaction } from '#db/transaction.ts';
import { invalid } from '#lib/command/command.ts';
import { isRefusal, type Refusal } from '#lib/command/refusal.ts';
import { type Reach, reachedProfiles } from './audience.ts';
import { type Placed, place } from './change.ts';
import { type ChangeInput, changeInput } from './inputs.ts';
import { type OpenedWindow, windowsOf } from './opened-windows.ts';
import type { Standing } from './standing.ts';

/** A draft that can be read as a change and has its place in the register, with the windows that it would open now. */
export interface Drafted {
  change: ChangeInput;
  placed: Placed;
  reach: Reach;
  windows: OpenedWindow[];
}

/**
 * What a draft says, placed in the register as it stands. The wizard shows it and publishing uses it, so that what is
 * shown is what is published. A removal opens no window.
 */
export async function drafted(tx: Transaction, content: unknown, standing: Standing): Promise<Drafted | Refusal> {
  const parsed = changeInput.safeParse(content);
  if (!parsed.success) return invalid(parsed.error);
  const change = parsed.data;
  const placed = place(change, standing);
  if (isRefusal(placed)) return placed;
  const reach = reachOf(change, placed, standing);
  const { vendor, at } = standing;
  const profiles = vendor && change.kind !== 'removal' ? await reachedProfiles(tx, reach) : [];
  return { change, placed, reach, windows: vendor ? windowsOf(profiles, vendor, at) : [] };
}

function reachOf({ terms }: ChangeInput, { category }: Placed, { coreServiceIds }: Standing): Reach {
  const serviceIds = terms?.serviceIds ?? [];
  return { category, serviceIds, coreServiceIds: serviceIds.filter((id) => coreServiceIds.includes(id)) };
}

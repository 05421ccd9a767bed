import { newId } from '#lib/command/new-id.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { civilDayAt } from '#lib/deadlines/zone.ts';
import type { ReachedProfile } from './audience.ts';
import type { EarliestStart } from './change.ts';
import { type VendorPlace, windowOf } from './closes.ts';
import { allowsUrgency } from './urgent.ts';

/** The window of one profile, and how many subscribers it is opened for. */
export interface OpenedWindow {
  id: string;
  profileId: string;
  profileName: string;
  subscribers: number;
  /** Of them those for whom an urgent replacement may start while it is open. */
  urgent: number;
  working: Working;
}

/** A close for each profile that is reached, counted once whichever of the changes reach it; for each change its own. */
export function windowsOf(reached: readonly ReachedProfile[][], place: VendorPlace, now: Instant): OpenedWindow[][] {
  const counted = new Map<string, { id: string; working: Working }>();
  return reached.map((profiles) =>
    profiles.map((profile) => {
      const window = counted.get(profile.id) ?? { id: newId(), working: windowOf(place, profile, now) };
      counted.set(profile.id, window);
      const urgent = allowsUrgency({ ...profile, dora: false }) ? profile.withoutDora : 0;
      return {
        ...window,
        ...{ profileId: profile.id, profileName: profile.name, subscribers: profile.subscribers, urgent },
      };
    }),
  );
}

/** The day of the vendor's on which no window is open any more; tomorrow where there is none, or none is waited for. */
export function earliestStart(windows: OpenedWindow[], zone: string, now: Instant): EarliestStart {
  const [closesAt] = windows
    .map(({ working }) => working.closesAt)
    .sort()
    .reverse();
  const tomorrow = addDays(civilDayAt(now, zone), 1);
  if (closesAt === undefined) return { on: tomorrow, closesAt: null };
  return { on: civilDayAt(closesAt, zone), closesAt };
}

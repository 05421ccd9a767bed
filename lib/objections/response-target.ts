import { type CountedProfile, type VendorPlace, windowOf } from '#lib/changes/closes.ts';
import { addDays, daysBetween } from '#lib/deadlines/civil-day.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { lastDayBefore } from '#lib/deadlines/speak.ts';
import { civilDayAt, closesAtOf } from '#lib/deadlines/zone.ts';

/** How the vendor counts its own target for an answer: as the window was counted, with the setting's length. */
export interface ResponseTarget {
  /** Null: the vendor has set itself none. */
  days: number | null;
  place: VendorPlace;
  profile: CountedProfile;
}

/** The first instant after the vendor's own target for answering what was received; null: it has set itself none. */
export function respondBy(receivedAt: Instant, { days, place, profile }: ResponseTarget): Instant | null {
  return days === null ? null : windowOf(place, { ...profile, length: days }, receivedAt).closesAt;
}

/** What of an objection's row a pause touches. */
interface Target {
  respondBy: Instant | null;
  pausedAt: Instant | null;
}

/** While information is awaited, time does not count against the target. `respondBy` stays; `pausedAt` says since when. */
export function paused(target: Target, now: Instant): Target {
  return { respondBy: target.respondBy, pausedAt: target.pausedAt ?? now };
}

/** The target goes on: its last day moves by as many civil days as were spent waiting, and stays the end of a day. */
export function resumed({ respondBy: until, pausedAt }: Target, now: Instant, zone: string): Target {
  if (until === null || pausedAt === null) return { respondBy: until, pausedAt: null };
  const waited = Math.max(0, daysBetween(civilDayAt(pausedAt, zone), civilDayAt(now, zone)));
  return { respondBy: closesAtOf(addDays(lastDayBefore(until, zone), waited), zone), pausedAt: null };
}

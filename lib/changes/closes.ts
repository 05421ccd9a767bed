import { eq, sql } from 'drizzle-orm';
import { closures, vendor } from '#db/schema/parties.ts';
import type { Transaction } from '#db/transaction.ts';
import { type Closure, calendarOf } from '#lib/calendar/calendar.ts';
import { deadline, type Working } from '#lib/deadlines/deadline.ts';
import { type Holidays, yearsToCover } from '#lib/deadlines/holidays.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { RuleName, Unit } from '#lib/deadlines/rules.ts';

/** Where the vendor is: its civil days, its public holidays and the days on which it is closed. */
export interface VendorPlace {
  zone: string;
  country: string;
  region: string | null;
  closures: Closure[];
}

/** What of a DPA profile a close follows from. */
export interface CountedProfile {
  id: string;
  length: number;
  unit: Unit;
  rule: RuleName;
  country: string | null;
  region: string | null;
}

/** The vendor's place; undefined before the vendor is configured. */
export async function vendorPlace(tx: Transaction): Promise<VendorPlace | undefined> {
  const [row] = await tx
    .select({
      zone: vendor.zone,
      country: vendor.country,
      region: vendor.region,
      closures: sql<
        Closure[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('date', ${closures.day}, 'name', ${closures.name}) order by ${closures.day}), '[]') from ${closures})`,
    })
    .from(vendor)
    .where(eq(vendor.id, 1));
  return row;
}

/**
 * The window that a profile gives from `from` on, with its working: counted in the vendor's zone, with the vendor's
 * holidays and closures and, where the profile names a place, that place's holidays too.
 *
 * @throws {RangeError} when a calendar does not reach as far as the window
 */
export function windowOf(place: VendorPlace, profile: CountedProfile, from: Instant): Working {
  const years = yearsToCover(from, profile.length);
  const { country, region } = profile;
  const calendars: Holidays[] = [
    calendarOf({ country: place.country, region: place.region ?? undefined, closures: place.closures, years }),
  ];
  if (country && (country !== place.country || region !== place.region))
    calendars.push(calendarOf({ country, region: region ?? undefined, years }));
  const { length, unit, rule } = profile;
  return deadline({ from, length, unit, rule, zone: place.zone, holidays: calendars });
}

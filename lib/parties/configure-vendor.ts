import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { closures, vendor } from '#db/schema/parties.ts';
import { calendarOf } from '#lib/calendar/calendar.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import { zoneNamed } from '#lib/deadlines/zone.ts';
import { vendorInput } from './inputs.ts';

type VendorInput = z.infer<typeof vendorInput>;

interface State {
  /** As `settingsShown` has it; undefined before the vendor is configured. */
  seen: string | undefined;
}

interface Configured extends Decided {
  input: VendorInput;
}

/**
 * The processor of this installation: who it is, and where its days are counted. Windows already open keep their close:
 * only what is published from now on is counted so.
 */
export const configureVendor: Command<VendorInput, State, Configured, null> = {
  name: 'record-party',
  input: vendorInput,
  async load(tx) {
    // whoever saves the form of an earlier time would undo unseen what another has set meanwhile
    const { rows } = await tx.execute<{ seen: string }>(sql`select xmin::text as seen from demur.vendor for update`);
    return { seen: rows[0]?.seen };
  },
  decide({ seen }, input, { actor }) {
    if (input.seen !== undefined && input.seen !== seen)
      return refuse(
        'register_moved',
        'Somebody else has changed the settings since this page was loaded. Load it again, and look at them first.',
      );
    if (input.demo && actor.role !== 'owner')
      return refuse('forbidden', 'Only a script of the installation may make a demo of it.');
    const wrong = refusePlace(input) ?? refuseZone(input.zone);
    if (wrong) return wrong;
    const { zone, country, region, defaultLength, responseTargetDays } = input;
    const { reminderDays = null, fourEyes = null, accent = null, demo = null } = input;
    const closedOn = input.closures.map(({ day }) => day);
    return {
      input: { ...input, zone: zoneNamed(zone) },
      events: [
        {
          type: 'vendor.configured',
          caseId: null,
          subscriberId: null,
          facts: {
            zone,
            country,
            region,
            defaultLength,
            responseTargetDays,
            reminderDays,
            fourEyes,
            accent,
            demo,
            closedOn,
          },
          rows: [],
        },
      ],
    };
  },
  async save(tx, { input: { closures: closed, seen: _, ...settings } }) {
    await tx
      .insert(vendor)
      .values({ id: 1, ...settings })
      .onConflictDoUpdate({ target: vendor.id, set: settings });
    if (closed.length > 0) await tx.insert(closures).values(closed).onConflictDoNothing();
  },
  result: () => null,
};

/** Whether public holidays are known for a place; undefined: they are. The refusal names the codes that would do. */
export function refusePlace({ country, region }: { country: string; region: string | null }): Refusal | undefined {
  const years = { first: 2026, last: 2026 };
  return (
    refuseCalendar('country', () => calendarOf({ country, years })) ??
    refuseCalendar('region', () => calendarOf({ country, region: region ?? undefined, years }))
  );
}

function refuseCalendar(field: string, compile: () => unknown): Refusal | undefined {
  try {
    compile();
    return undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse('invalid_input', error.message, { fields: { [field]: error.message } });
  }
}

function refuseZone(zone: string): Refusal | undefined {
  try {
    zoneNamed(zone);
    return undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse('invalid_input', error.message, { fields: { zone: error.message } });
  }
}

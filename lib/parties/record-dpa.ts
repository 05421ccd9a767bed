import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { dpaProfiles, dpaRecords, subscribers } from '#db/schema/parties.ts';
import { type VendorPlace, vendorPlace } from '#lib/changes/closes.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { refuse } from '#lib/command/refusal.ts';
import {
  type CatchUp,
  catchUp,
  eventsOf,
  giveNotices,
  lettersOf,
  type PendingChange,
  pendingChanges,
  rowsOf,
} from '#lib/notices/catch-up.ts';
import { lockAudience } from '#lib/register/publication.ts';
import { defaultProfile } from './default-profile.ts';
import { dpaInput } from './inputs.ts';

type DpaInput = z.infer<typeof dpaInput>;

interface State {
  profile: typeof dpaProfiles.$inferSelect;
  /** The policy's own terms, which nobody had needed before. */
  newProfile: boolean;
  former: string | undefined;
  place: VendorPlace | undefined;
  pending: PendingChange[];
}

interface Recorded extends Decided {
  dpa: DpaInput & { id: string; profileId: string };
  newProfile: typeof dpaProfiles.$inferSelect | undefined;
  former: string | undefined;
  given: CatchUp | undefined;
}

/**
 * An executed DPA, and with it the right to object. It takes the place of an earlier one. Changes that start after
 * its execution and gave no notice yet give one now, each with a full window from now.
 */
export const recordDpa: Command<DpaInput, State, Recorded, { dpaId: string; noticeIds: string[] }> = {
  name: 'record-party',
  input: dpaInput,
  async lock(tx, { subscriberId }) {
    await lockAudience(tx, subscriberId);
    const [there] = await tx.select({ id: subscribers.id }).from(subscribers).where(eq(subscribers.id, subscriberId));
    return there !== undefined;
  },
  async load(tx, { subscriberId, profileId, executedAt }, { now }) {
    const chosen = profileId
      ? { profile: (await tx.select().from(dpaProfiles).where(eq(dpaProfiles.id, profileId)))[0], isNew: false }
      : await defaultProfile(tx);
    const { profile, isNew: newProfile } = chosen;
    if (!profile) return undefined;
    const [former] = await tx
      .select({ id: dpaRecords.id })
      .from(dpaRecords)
      .where(and(eq(dpaRecords.subscriberId, subscriberId), isNull(dpaRecords.endedAt)));
    const place = await vendorPlace(tx);
    const pending = await pendingChanges(tx, subscriberId, { now, startsAfter: executedAt });
    return { profile, newProfile, former: former?.id, place, pending };
  },
  decide({ profile, newProfile, former, place, pending }, input, { now }) {
    if (input.executedAt > now) {
      const sentence = 'The DPA is executed in the future: record it when it is.';
      return refuse('invalid_input', sentence, { fields: { executedAt: sentence } });
    }
    const id = newId();
    const { subscriberId, reference } = input;
    const given =
      place &&
      catchUp(pending, { subscriberId, profile, dpaReference: reference, occasion: 'dpa_executed' }, place, now);
    return {
      dpa: { id, ...input, profileId: profile.id },
      newProfile: newProfile ? profile : undefined,
      former,
      given,
      noticeEvents: given ? eventsOf(given) : [],
      events: [
        {
          type: 'dpa.recorded',
          caseId: null,
          subscriberId,
          facts: { profileId: profile.id, executedAt: input.executedAt, noticesGiven: given?.notices.length ?? 0 },
          rows: [
            { table: 'dpa_records', id },
            ...(newProfile ? [{ table: 'dpa_profiles', id: profile.id }] : []),
            ...(former ? [{ table: 'dpa_records', id: former }] : []),
            ...(given ? rowsOf(given) : []),
          ],
        },
      ],
    };
  },
  async save(tx, { dpa, newProfile, former, given }, { now }) {
    if (newProfile) await tx.insert(dpaProfiles).values(newProfile);
    if (former) await tx.update(dpaRecords).set({ endedAt: now }).where(eq(dpaRecords.id, former));
    await tx.insert(dpaRecords).values(dpa);
    if (given) await giveNotices(tx, given, now);
  },
  letters: ({ given }) => (given ? lettersOf(given) : []),
  result: ({ dpa, given }) => ({ dpaId: dpa.id, noticeIds: given?.notices.map(({ id }) => id) ?? [] }),
};

import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { dpaProfiles, dpaRecords, services, servicesInUse, subscribers } from '#db/schema/parties.ts';
import { userOf } from '#lib/access/actor.ts';
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
import { takeUpInput } from './inputs.ts';

type TakeUpInput = z.infer<typeof takeUpInput>;

interface State {
  core: boolean;
  used: boolean;
  dpa: { reference: string; profile: typeof dpaProfiles.$inferSelect } | undefined;
  place: VendorPlace | undefined;
  pending: PendingChange[];
}

interface TakenUp extends Decided {
  use: TakeUpInput & { id: string };
  given: CatchUp | undefined;
}

/**
 * The vendor switches a service on for a subscriber, on its instruction. No signatory named what it authorises, so the
 * terms in force now are what it stands under. Changes still pending that concern it through this service give a notice
 * now, with a full window from now.
 */
export const takeUpService: Command<TakeUpInput, State, TakenUp, { useId: string; noticeIds: string[] }> = {
  name: 'record-party',
  input: takeUpInput,
  async lock(tx, { subscriberId }) {
    await lockAudience(tx, subscriberId);
    const [there] = await tx.select({ id: subscribers.id }).from(subscribers).where(eq(subscribers.id, subscriberId));
    return there !== undefined;
  },
  async load(tx, { subscriberId, serviceId, dora }, { now }) {
    const [service] = await tx.select({ core: services.core }).from(services).where(eq(services.id, serviceId));
    if (!service) return undefined;
    const [use] = await tx
      .select({ id: servicesInUse.id })
      .from(servicesInUse)
      .where(
        and(
          eq(servicesInUse.subscriberId, subscriberId),
          eq(servicesInUse.serviceId, serviceId),
          isNull(servicesInUse.droppedAt),
        ),
      );
    const [dpa] = await tx
      .select({ reference: dpaRecords.reference, profile: dpaProfiles })
      .from(dpaRecords)
      .innerJoin(dpaProfiles, eq(dpaProfiles.id, dpaRecords.profileId))
      .where(and(eq(dpaRecords.subscriberId, subscriberId), isNull(dpaRecords.endedAt)));
    const place = await vendorPlace(tx);
    const taking = { serviceId, dora };
    const pending = dpa ? await pendingChanges(tx, subscriberId, { now, startsAfter: now, taking }) : [];
    return { core: service.core, used: use !== undefined, dpa, place, pending };
  },
  decide({ core, used, dpa, place, pending }, input, { now }) {
    if (core && !input.dora) return refuse('already_done', 'A core service is used by every subscriber already.');
    if (used) return refuse('already_done', 'The subscriber uses this service already.');
    const id = newId();
    const { subscriberId, serviceId, dora } = input;
    const given =
      dpa && place
        ? catchUp(
            pending,
            { subscriberId, profile: dpa.profile, dpaReference: dpa.reference, occasion: 'service_taken_up' },
            place,
            now,
          )
        : undefined;
    return {
      use: { id, ...input },
      given,
      noticeEvents: given ? eventsOf(given) : [],
      events: [
        {
          type: 'service.taken_up',
          caseId: null,
          subscriberId,
          facts: { serviceId, dora, noticesGiven: given?.notices.length ?? 0 },
          rows: [{ table: 'services_in_use', id }, ...(given ? rowsOf(given) : [])],
        },
      ],
    };
  },
  async save(tx, { use, given }, { now, actor }) {
    await tx.insert(servicesInUse).values({ ...use, takenUpAt: now, takenUpBy: userOf(actor) });
    if (given) await giveNotices(tx, given, now);
  },
  letters: ({ given }) => (given ? lettersOf(given) : []),
  result: ({ use, given }) => ({ useId: use.id, noticeIds: given?.notices.map(({ id }) => id) ?? [] }),
};

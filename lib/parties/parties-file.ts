import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { dpaRecords } from '#db/schema/parties.ts';
import type { Opening } from '#db/transaction.ts';
import { transaction } from '#db/transaction.ts';
import { invalid, run } from '#lib/command/command.ts';
import { instantWithOffset } from '#lib/command/inputs.ts';
import { type Outcome, type Refusal, refuse } from '#lib/command/refusal.ts';
import { slugOf } from '#lib/register/slug.ts';
import { configureVendor } from './configure-vendor.ts';
import { dpaInput, profileInput, serviceInput, subscriberInput, takeUpInput, vendorInput } from './inputs.ts';
import { recordDpa } from './record-dpa.ts';
import { recordProfile } from './record-profile.ts';
import { recordService } from './record-service.ts';
import { recordSubscriber } from './record-subscriber.ts';
import { takeUpService } from './take-up-service.ts';

/** Parties in a file. It refers by name, also to what is recorded already. */
export const partiesFile = z.strictObject({
  vendor: vendorInput.optional(),
  services: z.array(serviceInput).default([]),
  profiles: z.array(profileInput).default([]),
  subscribers: z
    .array(
      subscriberInput.extend({
        dpa: dpaInput
          .omit({ subscriberId: true, profileId: true })
          .extend({ profile: z.string(), executedAt: instantWithOffset('The instant of execution') })
          .optional(),
        services: z.array(takeUpInput.pick({ dora: true }).extend({ service: z.string() })).default([]),
      }),
    )
    .default([]),
});

/** Ids of what is recorded, by name; a subscriber by the slug of its name. */
interface Directory {
  services: Map<string, string>;
  profiles: Map<string, string>;
  subscribers: Map<string, string>;
}

/**
 * Records what a file names and is not there yet, each by its own command in a transaction of its own, in the order
 * vendor, services, profiles, subscribers. It stops at the first refusal; run again, it goes on from there.
 * @param told a line for each thing done
 */
export async function recordParties(
  opening: Opening,
  content: unknown,
  told: (line: string) => void,
): Promise<Outcome<null>> {
  const parsed = partiesFile.safeParse(content);
  if (!parsed.success) return invalid(parsed.error);
  const { vendor, services, profiles, subscribers } = parsed.data;
  const known = await directory(opening);

  const unknown = refuseUnknown(parsed.data, known);
  if (unknown) return unknown;
  if (vendor) {
    const outcome = await run(configureVendor, opening, vendor);
    if (!outcome.ok) return outcome;
    told(`The vendor is ${vendor.legalName}.`);
  }
  for (const service of services.filter(({ name }) => !known.services.has(name))) {
    const outcome = await run(recordService, opening, service);
    if (!outcome.ok) return at(`service ${service.name}`, outcome);
    known.services.set(service.name, outcome.value.serviceId);
    told(`Service ${service.name} is recorded.`);
  }
  for (const profile of profiles.filter(({ name }) => !known.profiles.has(name))) {
    const outcome = await run(recordProfile, opening, profile);
    if (!outcome.ok) return at(`profile ${profile.name}`, outcome);
    known.profiles.set(profile.name, outcome.value.profileId);
    told(`DPA profile ${profile.name} is recorded.`);
  }
  for (const subscriber of subscribers) {
    const outcome = await recordOne(opening, subscriber, known, told);
    if (!outcome.ok) return at(`subscriber ${subscriber.name}`, outcome);
  }
  return { ok: true, value: null };
}

type FiledSubscriber = z.infer<typeof partiesFile>['subscribers'][number];

async function recordOne(
  opening: Opening,
  { dpa, services, ...party }: FiledSubscriber,
  known: Directory,
  told: (line: string) => void,
): Promise<Outcome<null>> {
  const slug = slugOf(party.name);
  let subscriberId = known.subscribers.get(slug);
  if (!subscriberId) {
    const outcome = await run(recordSubscriber, opening, party);
    if (!outcome.ok) return outcome;
    subscriberId = outcome.value.subscriberId;
    known.subscribers.set(slug, subscriberId);
    told(`Subscriber ${party.name} is recorded.`);
  }
  for (const { service, dora } of services) {
    const outcome = await run(takeUpService, opening, { subscriberId, serviceId: known.services.get(service), dora });
    if (outcome.ok) told(`${party.name} uses ${service}.`);
    else if (outcome.code !== 'already_done') return outcome;
  }
  if (!dpa || (await hasDpa(opening, subscriberId, dpa.reference))) return { ok: true, value: null };
  const { profile, ...record } = dpa;
  const outcome = await run(recordDpa, opening, { ...record, subscriberId, profileId: known.profiles.get(profile) });
  if (!outcome.ok) return outcome;
  const given = outcome.value.noticeIds.length;
  told(
    `${party.name} has executed ${dpa.reference}${given > 0 ? `, and has ${given} notices of what is pending` : ''}.`,
  );
  return { ok: true, value: null };
}

async function directory(opening: Opening): Promise<Directory> {
  return transaction(opening, async (tx) => {
    const { rows } = await tx.execute<Record<keyof Directory, Record<string, string>>>(`select
      (select coalesce(jsonb_object_agg(name, id), '{}') from demur.services) as services,
      (select coalesce(jsonb_object_agg(name, id), '{}') from demur.dpa_profiles) as profiles,
      (select coalesce(jsonb_object_agg(slug, id), '{}') from demur.subscribers) as subscribers`);
    const { services = {}, profiles = {}, subscribers = {} } = rows[0] ?? {};
    return {
      services: new Map(Object.entries(services)),
      profiles: new Map(Object.entries(profiles)),
      subscribers: new Map(Object.entries(subscribers)),
    };
  });
}

async function hasDpa(opening: Opening, subscriberId: string, reference: string): Promise<boolean> {
  return transaction(opening, async (tx) => {
    const found = await tx
      .select({ id: dpaRecords.id })
      .from(dpaRecords)
      .where(and(eq(dpaRecords.subscriberId, subscriberId), eq(dpaRecords.reference, reference)));
    return found.length > 0;
  });
}

/** Every name that the file refers to is in it or recorded before: looked at first, so that nothing is half done for it. */
function refuseUnknown({ services, profiles, subscribers }: z.infer<typeof partiesFile>, known: Directory) {
  const named = {
    services: new Set([...known.services.keys(), ...services.map(({ name }) => name)]),
    profiles: new Set([...known.profiles.keys(), ...profiles.map(({ name }) => name)]),
  };
  const fields: Record<string, string> = {};
  subscribers.forEach(({ dpa, services: used }, index) => {
    if (dpa && !named.profiles.has(dpa.profile))
      fields[`subscribers.${index}.dpa.profile`] = `There is no DPA profile “${dpa.profile}”: list it under profiles.`;
    used.forEach(({ service }, place) => {
      if (!named.services.has(service))
        fields[`subscribers.${index}.services.${place}.service`] =
          `There is no service “${service}”: list it under services.`;
    });
  });
  const first = Object.values(fields)[0];
  return first === undefined ? undefined : refuse('invalid_input', 'Some names lead nowhere.', { fields });
}

const at = (what: string, refusal: Refusal): Refusal => ({ ...refusal, sentence: `${what}: ${refusal.sentence}` });

import { sql } from 'drizzle-orm';
import type pg from 'pg';
import { asOwner, transaction } from '#db/transaction.ts';
import { hashPassword } from '#lib/auth/password.ts';
import { type CivilDate, type Instant, parseCivilDate } from '#lib/deadlines/instant.ts';
import { civilDayAt } from '#lib/deadlines/zone.ts';
import { configureVendor } from '#lib/parties/configure-vendor.ts';
import { recordDpa } from '#lib/parties/record-dpa.ts';
import { recordProfile } from '#lib/parties/record-profile.ts';
import { recordService } from '#lib/parties/record-service.ts';
import { recordSubscriber } from '#lib/parties/record-subscriber.ts';
import { recordUser } from '#lib/parties/record-user.ts';
import { takeUpService } from '#lib/parties/take-up-service.ts';
import { importRegister } from '#lib/register/import-register.ts';
import referenceRegister from '#lib/register/reference-register.json' with { type: 'json' };
import { DEMO_PASSWORD } from '#lib/web/demo-accounts.ts';
import { byOwner, done, newMark, type World } from '../world.ts';
import {
  closedDays,
  type DemoSubscriber,
  furtherServices,
  legalCounsel,
  privacyAdmin,
  profiles,
  type ServiceSlug,
  type SubscriberName,
  subscribers,
  vendor,
} from './parties.ts';
import { instantOn } from './script.ts';

/** Who is on stage, by id. */
export interface Cast {
  world: World;
  today: CivilDate;
  services: Record<ServiceSlug, string>;
  /** Those of the first register, by slug. */
  companies: Record<string, string>;
  subscribers: Record<SubscriberName, { subscriberId: string; signatory: string; contact: string }>;
}

/** Days before today on which the vendor set up its installation; the subscribers' agreements follow. */
const FOUNDED = 421;

/** The vendor, the register of the reference policy, the profiles, and all parties with their people and services. */
export async function foundDemo(pool: pg.Pool, now: Instant): Promise<Cast> {
  const today = civilDayAt(now, vendor.zone);
  const at = (daysAgo: number, time: string) => byOwner({ pool }, instantOn(today, daysAgo, time, vendor.zone));

  await done(configureVendor, at(FOUNDED, '09:02:11'), { ...vendor, closures: closures(today) });
  await done(importRegister, at(FOUNDED, '09:20:48'), referenceRegister);
  const person = async (daysAgo: number, time: string, input: object) => {
    const passwordHash = await hashPassword(DEMO_PASSWORD);
    return (await done(recordUser, at(daysAgo, time), { passwordHash, ...input })).userId;
  };
  const adminId = await person(FOUNDED, '09:31:05', { ...privacyAdmin, vendorRole: 'privacy_admin' });
  const legalId = await person(FOUNDED, '09:32:40', { ...legalCounsel, vendorRole: 'legal' });

  const profileIds = new Map<string, string>();
  for (const [name, profile] of Object.entries(profiles))
    profileIds.set(name, (await done(recordProfile, at(FOUNDED, '10:05:27'), profile)).profileId);
  for (const name of furtherServices) await done(recordService, at(FOUNDED, '10:12:33'), { name });
  const services = await servicesBySlug(pool);

  const found = async (subscriber: DemoSubscriber) => {
    const day = subscriber.dpa?.executedDaysAgo ?? FOUNDED - 70;
    const { name, country } = subscriber;
    const { subscriberId } = await done(recordSubscriber, at(day, '11:04:19'), { name, country });
    const member = ({ email, name: called }: DemoSubscriber['people']['signatory'], right: string, time: string) =>
      person(day, time, { email, name: called, membership: { subscriberId, right } });
    const signatory = await member(subscriber.people.signatory, 'signatory', '11:06:02');
    const contact = await member(subscriber.people.contact, 'contact', '11:07:31');
    for (const slug of subscriber.services) {
      const dora = subscriber.dora === slug;
      await done(takeUpService, at(day, '11:15:44'), { subscriberId, serviceId: services[slug], dora });
    }
    if (subscriber.dpa) {
      const { profile, executedDaysAgo, ...dpa } = subscriber.dpa;
      const executedAt = instantOn(today, executedDaysAgo, '11:20:08', vendor.zone);
      const profileId = profileIds.get(profile);
      await done(recordDpa, at(day, '11:41:53'), { subscriberId, profileId, ...dpa, executedAt });
    }
    return { subscriberId, signatory, contact };
  };
  const founded = {
    bank: await found(subscribers.bank),
    hospital: await found(subscribers.hospital),
    city: await found(subscribers.city),
    school: await found(subscribers.school),
    carrier: await found(subscribers.carrier),
    insurer: await found(subscribers.insurer),
    manufacturer: await found(subscribers.manufacturer),
    charity: await found(subscribers.charity),
  };
  const profileId = profileIds.get('standard') ?? '';
  const companies = await companiesBySlug(pool);
  const world = { pool, now, mark: newMark(), adminId, legalId, profileId };
  return { world, today, services, companies, subscribers: founded };
}

/** From before the vendor set up its installation to after the last window that could be counted. */
function closures(today: CivilDate): { day: CivilDate; name: string }[] {
  const year = Number(today.slice(0, 4));
  return [year - 2, year - 1, year, year + 1, year + 2].flatMap((each) =>
    closedDays.map(({ monthDay, name }) => ({ day: parseCivilDate(`${each}-${monthDay}`), name })),
  );
}

/** Those of the first register, which brings its own, and the further ones. */
function servicesBySlug(pool: pg.Pool): Promise<Record<ServiceSlug, string>> {
  return transaction(asOwner(pool), async (tx) => {
    const { rows } = await tx.execute<{ ids: Record<ServiceSlug, string> }>(
      sql`select jsonb_object_agg(slug, id) as ids from demur.services`,
    );
    if (!rows[0]) throw new Error('an aggregate gives one row');
    return rows[0].ids;
  });
}

function companiesBySlug(pool: pg.Pool): Promise<Record<string, string>> {
  return transaction(asOwner(pool), async (tx) => {
    const { rows } = await tx.execute<{ ids: Record<string, string> }>(
      sql`select jsonb_object_agg(slug, id) as ids from demur.subprocessors`,
    );
    return rows[0]?.ids ?? {};
  });
}

import type { MembershipRight } from '#db/schema/vocabulary.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { recordDpa } from '#lib/parties/record-dpa.ts';
import { recordProfile } from '#lib/parties/record-profile.ts';
import { recordService } from '#lib/parties/record-service.ts';
import { recordSubscriber } from '#lib/parties/record-subscriber.ts';
import { recordUser } from '#lib/parties/record-user.ts';
import { takeUpService } from '#lib/parties/take-up-service.ts';
import { byOwner, daysBefore, done, newMark, type World } from './world.ts';

/** Recorded before any change that a scenario publishes, so that it is among those reached. */
const RECORDED = 400;

export async function service(
  world: World,
  options: { name?: string; core?: boolean } = {},
): Promise<{ serviceId: string }> {
  const opening = byOwner(world, daysBefore(world.now, RECORDED));
  return done(recordService, opening, { name: `Service ${newMark()}`, ...options });
}

export async function profile(world: World, options: Record<string, unknown> = {}): Promise<{ profileId: string }> {
  const opening = byOwner(world, daysBefore(world.now, RECORDED));
  const terms = { length: 30, objectionClause: 'clause 6.3', terminationClause: 'clause 12' };
  return done(recordProfile, opening, { name: `Profile ${newMark()}`, ...terms, ...options });
}

export interface Person {
  email?: string;
  name?: string;
  passwordHash?: string | null;
}

export interface SubscriberOptions {
  name?: string;
  country?: string;
  /** A profile's id; the standard one unless given. */
  profile?: string;
  /** False: no executed DPA. */
  dpa?: false | { reference?: string; version?: string };
  dpaExecutedDaysAgo?: number;
  /** Ids of services that it has taken up, or with the DORA flag. */
  services?: (string | { serviceId: string; dora: boolean })[];
  signatory?: Person;
  contact?: Person;
  /** When it is recorded. A change published earlier reaches it only as a change in mid-window does. */
  recordedDaysAgo?: number;
}

export interface Subscriber {
  subscriberId: string;
  name: string;
  signatoryId: string;
  contactId: string;
  /** Null without an executed DPA. */
  dpaId: string | null;
}

/** A customer organisation with a signatory, a contact, services in use and, unless told otherwise, an executed DPA. */
export async function subscriber(world: World, options: SubscriberOptions = {}): Promise<Subscriber> {
  const mark = newMark();
  const name = options.name ?? `Subscriber ${mark}`;
  const executed = options.dpaExecutedDaysAgo ?? RECORDED;
  const at = daysBefore(world.now, options.recordedDaysAgo ?? executed);
  const opening = byOwner(world, at);

  const { subscriberId } = await done(recordSubscriber, opening, { name, country: options.country ?? 'ES' });
  const people = {
    signatory: { email: `signatory-${mark}@subscriber.example`, name: 'Marta Quintero' },
    contact: { email: `contact-${mark}@subscriber.example`, name: 'Jon Etxeberria' },
  };
  const signatory = { ...people.signatory, ...options.signatory };
  const contact = { ...people.contact, ...options.contact };
  const signatoryId = await member(world, { subscriberId, right: 'signatory', at, ...signatory });
  const contactId = await member(world, { subscriberId, right: 'contact', at, ...contact });
  for (const used of options.services ?? []) {
    const taken = typeof used === 'string' ? { serviceId: used, dora: false } : used;
    await done(takeUpService, opening, { subscriberId, ...taken });
  }
  if (options.dpa === false) return { subscriberId, name, signatoryId, contactId, dpaId: null };
  const { dpaId } = await done(recordDpa, opening, {
    subscriberId,
    profileId: options.profile ?? world.profileId,
    reference: `DPA ${mark}`,
    version: '2026-01',
    executedAt: daysBefore(world.now, executed),
    ...options.dpa,
  });
  return { subscriberId, name, signatoryId, contactId, dpaId };
}

/** One more person of a subscriber. */
export async function member(
  world: World,
  options: Person & { subscriberId: string; right: MembershipRight; at?: Instant },
): Promise<string> {
  const { subscriberId, right, at, ...person } = options;
  const opening = byOwner(world, at ?? daysBefore(world.now, RECORDED));
  const { userId } = await done(recordUser, opening, {
    email: `member-${newMark()}@subscriber.example`,
    name: 'Alba Ferrer',
    ...person,
    membership: { subscriberId, right },
  });
  return userId;
}

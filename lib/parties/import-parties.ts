import { inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { windows } from '#db/schema/changes.ts';
import { dpaProfiles } from '#db/schema/parties.ts';
import type { Transaction } from '#db/transaction.ts';
import { type VendorPlace, vendorPlace, windowOf } from '#lib/changes/closes.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { refuse } from '#lib/command/refusal.ts';
import type { CsvProblem } from '#lib/csv/read-csv.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { EventDraft } from '#lib/evidence/log.ts';
import { obligeForNotices } from '#lib/letters/oblige-notices.ts';
import { lockPublication } from '#lib/register/publication.ts';
import { type Concerned, giveMany, windowsNeeded } from './catch-up-many.ts';
import { defaultProfile } from './default-profile.ts';
import { knownParties } from './known-parties.ts';
import { type PartyPlan, type PlannedSubscriber, planCounts, planHash, planParties } from './party-plan.ts';
import { readParties } from './party-rows.ts';
import { saveParties } from './save-parties.ts';

const importInput = z.object({
  /** The file, as it came. */
  content: z.instanceof(Buffer),
  /** `planHash` of what was shown; left out: nobody looked at it first. */
  shown: z.string().optional(),
});
type ImportInput = z.infer<typeof importInput>;

type Profile = typeof dpaProfiles.$inferSelect;

interface State {
  plan: PartyPlan;
  /** The policy's own terms, where a DPA names no others. */
  ownTerms: { profile: Profile; isNew: boolean } | undefined;
  concerned: Concerned[];
  needed: { policyVersionId: string; profileId: string }[];
  profiles: Map<string, Profile>;
  place: VendorPlace | undefined;
}

export interface OpenedForMany {
  id: string;
  policyVersionId: string;
  profileId: string;
  working: Working;
}

interface Imported extends Decided {
  plan: PartyPlan;
  newProfile: Profile | undefined;
  ownTermsId: string | null;
  concerned: Concerned[];
  opened: OpenedForMany[];
}

type Counts = ReturnType<typeof planCounts>;

/**
 * A list of subscribers, all or nothing and set-based, whatever its length: what is new is recorded, what differs is
 * changed, each on the record by an entry of its own, as the single commands write it. The same list again changes
 * nothing. No publication comes between, so that nobody is reached twice or missed.
 */
export const importParties: Command<ImportInput, State, Imported, Counts> = {
  name: 'record-party',
  input: importInput,
  async lock(tx) {
    // 50,000 rows take some seconds here, and more on a machine that is busy; a timer that runs is only ended and begun
    await tx.execute(
      sql`select set_config('transaction_timeout', '0', true), set_config('transaction_timeout', '300s', true), set_config('statement_timeout', '120s', true)`,
    );
    await lockPublication(tx);
    return true;
  },
  async load(tx, { content }, { now, zone }) {
    const list = readParties(content, zone);
    const plan = planParties(list, await knownParties(tx, list));
    if (plan.problems.length > 0)
      return { plan, ownTerms: undefined, concerned: [], needed: [], profiles: new Map(), place: undefined };
    const ownTerms = plan.subscribers.some(({ dpa }) => dpa?.profileId === null) ? await defaultProfile(tx) : undefined;
    const concerned = whoMayBeConcerned(plan.subscribers, ownTerms?.profile.id ?? null, now);
    const needed = await windowsNeeded(tx, concerned, now);
    const profiles = await profilesOf(tx, needed);
    if (ownTerms) profiles.set(ownTerms.profile.id, ownTerms.profile);
    return { plan, ownTerms, concerned, needed, profiles, place: await vendorPlace(tx) };
  },
  decide({ plan, ownTerms, concerned, needed, profiles, place }, { shown }, { now }) {
    if (plan.problems.length > 0)
      return refuse('invalid_input', problemsSaid(plan.problems), { fields: fieldsOf(plan.problems) });
    const opened = place ? needed.flatMap((pair) => openedFor(pair, profiles, place, now)) : [];
    const newProfile = ownTerms?.isNew ? ownTerms.profile : undefined;
    const events = eventsOf(plan.subscribers, ownTerms?.profile.id ?? null);
    const [first] = events;
    // sent twice: it is done, whatever was shown
    if (!first) return { already: planCounts(plan) };
    if (shown !== undefined && shown !== planHash(plan))
      return refuse('stale_draft', 'What is recorded has changed since this was shown. Look at the difference again.');
    // what belongs to no single entry stands with the first
    first.rows.push(
      ...(newProfile ? [{ table: 'dpa_profiles', id: newProfile.id }] : []),
      ...opened.map(({ id }) => ({ table: 'windows', id })),
    );
    return {
      ...{ plan, newProfile, concerned, opened, events },
      ownTermsId: ownTerms?.profile.id ?? null,
      noticeEvents:
        opened.length === 0
          ? []
          : (['dpa_executed', 'service_taken_up'] as const)
              .filter((occasion) => concerned.some((one) => one.occasion === occasion))
              .map((occasion) => ({ type: 'notice.given', noticeIds: given(opened, occasion), facts: { occasion } })),
    };
  },
  async save(tx, { plan, newProfile, ownTermsId, concerned, opened }, moment) {
    const { now } = moment;
    if (newProfile) await tx.insert(dpaProfiles).values(newProfile);
    await saveParties(tx, plan.subscribers, ownTermsId, moment);
    if (opened.length === 0) return;
    await tx
      .insert(windows)
      .values(
        opened.map(({ working, ...window }) => ({ ...window, working, startsAt: now, closesAt: working.closesAt })),
      );
    await giveMany(tx, concerned, now);
    await obligeForNotices(tx, 'notice', given(opened), now);
  },
  result: ({ plan }) => planCounts(plan),
};

/** The notices given in these windows, as a SELECT of their ids. */
const given = (opened: readonly OpenedForMany[], occasion?: Concerned['occasion']) => sql`
  select id from demur.notices where window_id = any(${`{${opened.map(({ id }) => id).join(',')}}`}::uuid[])
    ${occasion ? sql`and occasion = ${occasion}` : sql``}`;

/** A new DPA, or a service more under the one that stands: changes already published may come to concern such a one. */
function whoMayBeConcerned(
  subscribers: readonly PlannedSubscriber[],
  ownTermsId: string | null,
  now: Instant,
): Concerned[] {
  return subscribers.flatMap(({ id, dpa, takesUp, stands, uses }): Concerned[] => {
    const profileId = stands?.profileId ?? ownTermsId;
    if (!stands || profileId === null || (!dpa && takesUp.length === 0)) return [];
    return [
      {
        ...{ subscriberId: id, profileId, dpaReference: stands.reference, uses },
        occasion: dpa ? 'dpa_executed' : 'service_taken_up',
        startsAfter: dpa ? dpa.executedAt : now,
      },
    ];
  });
}

async function profilesOf(tx: Transaction, needed: readonly { profileId: string }[]): Promise<Map<string, Profile>> {
  if (needed.length === 0) return new Map();
  const ids = [...new Set(needed.map(({ profileId }) => profileId))];
  const found = await tx.select().from(dpaProfiles).where(inArray(dpaProfiles.id, ids));
  return new Map(found.map((profile) => [profile.id, profile]));
}

function openedFor(
  { policyVersionId, profileId }: State['needed'][number],
  profiles: Map<string, Profile>,
  place: VendorPlace,
  now: Instant,
): OpenedForMany[] {
  const profile = profiles.get(profileId);
  return profile ? [{ id: newId(), policyVersionId, profileId, working: windowOf(place, profile, now) }] : [];
}

function eventsOf(subscribers: readonly PlannedSubscriber[], ownTermsId: string | null): EventDraft[] {
  return subscribers.flatMap((plan): EventDraft[] => {
    const about = { caseId: null, subscriberId: plan.id };
    const itself = [{ table: 'subscribers', id: plan.id }];
    const { country, dpa } = plan;
    return [
      ...(plan.state === 'new'
        ? [{ ...about, type: 'subscriber.recorded' as const, facts: { country }, rows: itself }]
        : []),
      ...(plan.renamed ? [{ ...about, type: 'subscriber.changed' as const, facts: { country }, rows: itself }] : []),
      ...(dpa
        ? [
            {
              ...about,
              type: 'dpa.recorded' as const,
              facts: { profileId: dpa.profileId ?? ownTermsId, executedAt: dpa.executedAt },
              rows: [dpa.id, ...(dpa.former ? [dpa.former] : [])].map((id) => ({ table: 'dpa_records', id })),
            },
          ]
        : []),
      ...plan.takesUp.map(({ id, serviceId, dora }) => ({
        ...about,
        type: 'service.taken_up' as const,
        facts: { serviceId, dora },
        rows: [{ table: 'services_in_use', id }],
      })),
      ...plan.newUsers.map(({ id, membershipId, right }) => ({
        ...about,
        type: 'user.recorded' as const,
        facts: { role: 'subscriber', right },
        rows: [
          { table: 'users', id },
          { table: 'memberships', id: membershipId },
        ],
      })),
      ...plan.renamedUsers.map(({ id }) => ({
        ...about,
        type: 'user.changed' as const,
        facts: { renamed: true, passwordSet: false },
        rows: [{ table: 'users', id }],
      })),
      ...plan.rights.map(({ id, former, userId, right }) => ({
        ...about,
        type: 'membership.granted' as const,
        facts: { userId, right },
        rows: [id, ...(former ? [former] : [])].map((one) => ({ table: 'memberships', id: one })),
      })),
    ];
  });
}

/** How many problems a refusal names one by one. */
const NAMED = 100;

function problemsSaid({ length }: CsvProblem[]): string {
  return `${length === 1 ? 'One place' : `${length.toLocaleString('en-GB')} places`} of the file can’t be used, so nothing of it is recorded.`;
}

function fieldsOf(problems: CsvProblem[]): Record<string, string> {
  return Object.fromEntries(problems.slice(0, NAMED).map((problem) => [placeOf(problem), problem.message]));
}

/** "line 3, country" */
export function placeOf({ line, field }: CsvProblem): string {
  return [line === null ? 'the file' : `line ${line}`, field].filter((part) => part !== null).join(', ');
}

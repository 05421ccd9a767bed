import { createHash } from 'node:crypto';
import type { MembershipRight } from '#db/schema/vocabulary.ts';
import { newId } from '#lib/command/new-id.ts';
import type { CsvProblem } from '#lib/csv/read-csv.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { inWords } from '#lib/deadlines/speak.ts';
import type { KnownParties, KnownSubscriber, KnownUser } from './known-parties.ts';
import type { ListedDpa, ListedSubscriber, PartyList } from './party-rows.ts';
import { pagesOfTheDesk } from './record-subscriber.ts';

export interface PlannedDpa {
  id: string;
  /** The record in force, which this one takes the place of. */
  former: string | null;
  reference: string;
  version: string;
  executedAt: Instant;
  /** Null: the policy's own terms. */
  profileId: string | null;
  agreedVersion: number | null;
}

/** What a list makes of one subscriber. */
export interface PlannedSubscriber {
  id: string;
  slug: string;
  line: number;
  name: string;
  country: string;
  state: 'new' | 'changed' | 'unchanged';
  /** What happens, in words; nothing for one that is unchanged. */
  says: string[];
  renamed: boolean;
  dpa: PlannedDpa | null;
  takesUp: { id: string; serviceId: string; dora: boolean }[];
  newUsers: { id: string; membershipId: string; email: string; name: string; right: MembershipRight }[];
  renamedUsers: { id: string; name: string }[];
  rights: { id: string; former: string | null; userId: string; right: MembershipRight }[];
  /** Under which terms it stands afterwards, and which services it then uses. */
  stands: { profileId: string | null; reference: string } | null;
  uses: { id: string; dora: boolean }[];
}

export interface PartyPlan {
  subscribers: PlannedSubscriber[];
  problems: CsvProblem[];
}

/** What a list would change. It adds and changes; what it does not name stays, and nothing is ended by leaving it out. */
export function planParties(list: PartyList, known: KnownParties): PartyPlan {
  const problems = [...list.problems];
  // a cell that can't be read counts as empty, and is not missed a second time
  const placed = ({ line, field }: Pick<CsvProblem, 'line' | 'field'>) => `${line} ${field}`;
  const said = new Set(problems.map(placed));
  const wrong: Wrong = (line, field, message) => {
    if (!said.has(placed({ line, field }))) problems.push({ line, field, message });
  };
  const subscribers = list.subscribers.map((listed) => planned(listed, known, wrong));
  return { subscribers, problems };
}

/** The plan as a hash: what somebody confirms is what they saw, or it is not carried out. */
export function planHash({ subscribers }: PartyPlan): string {
  const said = subscribers.map(({ slug, state, says }) => [slug, state, says]);
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

/** How many subscribers a plan leaves in each state. */
export function planCounts({ subscribers }: PartyPlan): Record<PlannedSubscriber['state'], number> {
  const counts = { new: 0, changed: 0, unchanged: 0 };
  for (const { state } of subscribers) counts[state] += 1;
  return counts;
}

function planned(listed: ListedSubscriber, known: KnownParties, wrong: Wrong): PlannedSubscriber {
  const before = known.subscribers.get(listed.slug);
  if (!before && listed.country === null)
    wrong(listed.line, 'country', 'This subscriber is new, so its country is needed.');
  if (!before && pagesOfTheDesk.includes(listed.slug))
    wrong(listed.line, 'slug', `“${listed.slug}” is an address of Demur’s own. Give this subscriber another one.`);
  const country = listed.country ?? before?.country ?? '';
  const plan: PlannedSubscriber = {
    id: before?.id ?? newId(),
    slug: listed.slug,
    line: listed.line,
    name: listed.name,
    country,
    state: 'unchanged',
    says: [],
    renamed: before !== undefined && (before.name !== listed.name || before.country !== country),
    dpa: null,
    takesUp: [],
    newUsers: [],
    renamedUsers: [],
    rights: [],
    stands: before?.dpa ? { profileId: before.dpa.profileId, reference: before.dpa.reference } : null,
    uses: [...(before?.uses ?? [])],
  };
  if (plan.renamed) plan.says.push(`name and country: ${listed.name}, ${country}`);
  if (listed.dpa) planDpa(plan, listed.dpa, before, known, wrong);
  planServices(plan, listed, known, wrong);
  for (const user of listed.users) planUser(plan, user, before, known, wrong);
  if (!before) plan.state = 'new';
  else if (plan.says.length > 0) plan.state = 'changed';
  return plan;
}

type Wrong = (line: number, field: string, message: string) => void;

function planDpa(
  plan: PlannedSubscriber,
  { line, reference, ...said }: ListedDpa,
  before: KnownSubscriber | undefined,
  known: KnownParties,
  wrong: Wrong,
): void {
  const former = before?.dpa ?? null;
  const same = former?.reference === reference ? former : null;
  const profileId = said.profile === null ? (same?.profileId ?? null) : known.profiles.get(said.profile);
  if (profileId === undefined) {
    wrong(line, 'dpa_profile', `There is no DPA profile “${said.profile}”. Record it first.`);
    return;
  }
  const version = said.version ?? same?.version;
  const executedAt = said.executedAt ?? same?.executedAt;
  if (version === undefined) wrong(line, 'dpa_version', 'This DPA is new, so its version is needed.');
  if (executedAt === undefined) wrong(line, 'dpa_executed_at', 'This DPA is new, so its execution is needed.');
  if (version === undefined || executedAt === undefined) return;
  if (executedAt > known.now) {
    wrong(line, 'dpa_executed_at', 'The DPA is executed in the future: record it when it is.');
    return;
  }
  const agreedVersion = said.agreedVersion ?? same?.agreedVersion ?? null;
  const stays =
    same &&
    same.version === version &&
    same.executedAt === executedAt &&
    same.profileId === profileId &&
    same.agreedVersion === agreedVersion;
  if (stays) return;
  plan.dpa = { id: newId(), former: former?.id ?? null, reference, version, executedAt, profileId, agreedVersion };
  plan.stands = { profileId, reference };
  const terms = said.profile ?? (profileId === null ? 'the policy’s own terms' : 'its profile as it is');
  const place = former ? `, in the place of ${former.reference}, version ${former.version}` : '';
  plan.says.push(
    `DPA: ${reference}, version ${version}, executed ${inWords(executedAt, known.zone)}, ${terms}${place}`,
  );
}

function planServices(plan: PlannedSubscriber, listed: ListedSubscriber, known: KnownParties, wrong: Wrong): void {
  for (const { name, dora, line } of listed.services) {
    const service = known.services.get(name);
    if (!service) {
      wrong(line, 'services', `There is no service “${name}”. Record it first.`);
      continue;
    }
    const used = plan.uses.find(({ id }) => id === service.id);
    if (used && used.dora !== dora)
      wrong(
        line,
        'dora_services',
        `${name} is in use there ${used.dora ? 'with' : 'without'} the DORA mark. Drop it and take it up again at the desk, so that what follows is on the record.`,
      );
    // a core one is used by all, and stands in a list only to be marked
    if (used || (service.core && !dora)) continue;
    plan.takesUp.push({ id: newId(), serviceId: service.id, dora });
    plan.uses.push({ id: service.id, dora });
    plan.says.push(`service: ${name}${dora ? ' (DORA)' : ''}`);
  }
}

function planUser(
  plan: PlannedSubscriber,
  { line, email, name, right }: ListedSubscriber['users'][number],
  before: KnownSubscriber | undefined,
  known: KnownParties,
  wrong: Wrong,
): void {
  const user = known.users.get(email);
  if (!user) {
    if (name === null) wrong(line, 'user_name', 'This user is new, so the name is needed.');
    if (right === null) wrong(line, 'user_right', 'This user is new, so the right is needed: contact or signatory.');
    if (name === null || right === null) return;
    plan.newUsers.push({ id: newId(), membershipId: newId(), email, name, right });
    plan.says.push(`user: ${name} (${email}), ${right}`);
    return;
  }
  const obstacle = obstacleOf(user, right, before);
  if (obstacle) {
    wrong(line, ...obstacle);
    return;
  }
  if (name !== null && name !== user.name) {
    plan.renamedUsers.push({ id: user.id, name });
    plan.says.push(`user: ${email} is called ${name}`);
  }
  if (right !== null && right !== user.membership?.right) {
    plan.rights.push({ id: newId(), former: user.membership?.id ?? null, userId: user.id, right });
    plan.says.push(`user: ${email} becomes ${right}`);
  }
}

/** Why somebody who is recorded already can't be this user; undefined: they can. */
function obstacleOf(
  { disabled, ofVendor, membership }: KnownUser,
  right: MembershipRight | null,
  before: KnownSubscriber | undefined,
): [field: string, message: string] | undefined {
  if (disabled) return ['user_email', 'The access of this user has ended.'];
  if (ofVendor) return ['user_email', 'This user is of the vendor, and acts for no subscriber.'];
  if (membership && membership.subscriberId !== before?.id)
    return ['user_email', 'This user acts for another subscriber. End that right first.'];
  if (!membership && right === null)
    return ['user_right', 'This user has no right now, so it is needed: contact or signatory.'];
  return undefined;
}

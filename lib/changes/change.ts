import type { ChangeKind, SubprocessorCategory } from '#db/schema/vocabulary.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import { wrongServices } from '#lib/register/inputs.ts';
import {
  type Company,
  type Difference,
  difference,
  type Entry,
  type Terms,
  type TermsField,
} from '#lib/register/register.ts';
import type { ChangeInput } from './inputs.ts';

/** A company that the vendor knows, whether or not it has terms in force. */
export interface KnownCompany {
  subprocessorId: string;
  company: Company;
}

/** A published change that has not started yet, and is neither withdrawn nor superseded. */
export interface LiveChange {
  id: string;
  title: string;
  /** The one that it concerns and, for a replacement, the one that it replaces. */
  subprocessorIds: string[];
  /** Objections to it, undecided or decided: they stand on under the change that supersedes it. */
  objections: number;
}

/** What a change stands against: the register as it is when it is published. */
export interface Against {
  entries: Entry[];
  companies: KnownCompany[];
  live: LiveChange[];
  /** Slugs of services by id. */
  services: Map<string, string>;
}

/** A change placed in the register. */
export interface Placed {
  from: Entry | null;
  to: Terms | null;
  category: SubprocessorCategory;
  /** Null for a company that is new. */
  known: KnownCompany | null;
  difference: Difference[];
}

/** Where a change stands in the register and what it alters; a refusal says what does not fit. */
export function place(change: ChangeInput, against: Against): Placed | Refusal {
  const { kind, subprocessorId, replacesId } = change;
  const known = subprocessorId === null ? null : against.companies.find((one) => one.subprocessorId === subprocessorId);
  if (known === undefined) return wrong('subprocessorId', 'There is no such sub-processor. Choose one from the list.');
  const entryOf = (id: string | null) => against.entries.find((entry) => entry.subprocessorId === id) ?? null;
  const own = entryOf(subprocessorId);

  const isNew = kind === 'addition' || kind === 'replacement';
  if (isNew && own)
    return wrong(
      'subprocessorId',
      `${own.company.legalName} is in the register already. Publish what changes about it.`,
    );
  if (!isNew && !own)
    return wrong('subprocessorId', 'That sub-processor has no terms in force, so nothing about it can change.');
  const from = kind === 'replacement' ? entryOf(replacesId) : own;
  if (kind === 'replacement' && !from)
    return wrong('replacesId', 'The sub-processor to be replaced has no terms in force. Publish an addition.');

  const category = known?.company.category ?? change.company?.category ?? 'infrastructure';
  const to = change.terms ? termsOf(change.terms, against.services) : null;
  if (to === undefined) return wrong('terms.serviceIds', 'One of the services is not known any more. Choose again.');
  const misplaced = to && wrongServices(category, to.services);
  if (misplaced) return wrong('terms.serviceIds', misplaced);
  const altered = difference(isNew ? null : (from?.terms ?? null), to);
  return { from, to, category, known, difference: altered };
}

/** The kinds of a change to a sub-processor that stays, the furthest first: where data goes, which data, what for. */
const fieldsOfKind: [ChangeKind, TermsField[]][] = [
  ['location', ['locations', 'transfers']],
  ['data_categories', ['customerData', 'platformData', 'dataSubjects']],
  ['purpose', ['description', 'purpose', 'services', 'retention', 'encryption', 'keyHolder']],
];

/** By which kind a change of terms is called: the furthest of what it alters. Null: it alters nothing. */
export function kindOfDifference(altered: readonly Difference[]): ChangeKind | null {
  return fieldsOfKind.find(([, fields]) => altered.some(({ field }) => fields.includes(field)))?.[0] ?? null;
}

const kindsInWords: Record<ChangeKind, string> = {
  addition: 'an addition',
  replacement: 'a replacement',
  location: 'a change of location',
  data_categories: 'a change of data categories',
  purpose: 'a change of purpose',
  removal: 'a removal',
};

/** A change must differ from what stands, and be called by the furthest of the things that it changes. */
export function refuseDifference(kind: ChangeKind, { difference: altered }: Placed): Refusal | undefined {
  if (altered.length === 0)
    return refuse(
      'empty_draft',
      'Nothing differs from the register as it stands. Change something, or delete the draft.',
    );
  if (kind === 'addition' || kind === 'replacement' || kind === 'removal') return undefined;
  const furthest = kindOfDifference(altered);
  if (!furthest || furthest === kind) return undefined;
  return wrong(
    'kind',
    `By what it alters this is ${kindsInWords[furthest]}: call it that, so that nobody overlooks it.`,
  );
}

/** One live change per sub-processor: the next one supersedes it, or waits. */
export function refuseLive(change: ChangeInput, { live }: Against): Refusal | undefined {
  const concerned = [change.subprocessorId, change.replacesId].filter((id) => id !== null);
  const named = live.find(({ id }) => id === change.supersedes);
  if (change.supersedes !== null && !named)
    return refuse(
      'live_change',
      'The change that this one is to supersede is not live any more. Publish without naming it.',
    );
  const other = live.find(
    ({ id, subprocessorIds }) => id !== change.supersedes && subprocessorIds.some((one) => concerned.includes(one)),
  );
  if (other)
    return refuse(
      'live_change',
      `“${other.title}” is live for this sub-processor. Supersede it, withdraw it, or wait until it has started.`,
      { facts: { changeId: other.id } },
    );
  if (!named) return undefined;
  if (!named.subprocessorIds.some((one) => concerned.includes(one)))
    return wrong('supersedes', 'A change can only supersede one about the same sub-processor.');
  return undefined;
}

/**
 * Of the changes of one version no two are about the same sub-processor, the replaced ones included, and no two take the
 * place of the same live change.
 * @returns for each change what it has in common with an earlier one; undefined: nothing
 */
export function refuseOverlaps(changes: readonly ChangeInput[]): (Refusal | undefined)[] {
  return changes.map((change, index) => {
    const earlier = changes.slice(0, index).find((other) => overlap(change, other));
    if (!earlier) return undefined;
    const field = change.company ? 'company.legalName' : 'subprocessorId';
    return wrong(
      field,
      `“${earlier.title}” is about the same sub-processor. Say both in one change, or publish them one after the other.`,
    );
  });
}

function overlap(one: ChangeInput, other: ChangeInput): boolean {
  const concerned = ({ subprocessorId, replacesId, company }: ChangeInput) =>
    [subprocessorId, replacesId, company?.legalName.toLowerCase() ?? null].filter((named) => named !== null);
  const theirs = concerned(other);
  if (concerned(one).some((named) => theirs.includes(named))) return true;
  return one.supersedes !== null && one.supersedes === other.supersedes;
}

/** When the last of the windows closes, and the first day of the vendor's on which none is open. */
export interface EarliestStart {
  on: CivilDate;
  /** The latest close; null when nobody is reached. */
  closesAt: Instant | null;
}

/** The planned start may not come before the last window of the change closes, and never today. */
export function refuseStart(plannedStartOn: CivilDate, earliest: EarliestStart): Refusal | undefined {
  if (plannedStartOn >= earliest.on) return undefined;
  const why = earliest.closesAt ? 'Before that a window is still open' : 'A start is announced at least a day before';
  const sentence = `The earliest start is ${dayInWords(earliest.on)}. ${why}. Choose that day or a later one.`;
  return refuse('start_before_close', sentence, {
    facts: { earliestStartOn: earliest.on, closesAt: earliest.closesAt },
    fields: { plannedStartOn: sentence },
  });
}

/** With their services by slug, sorted; undefined when a service is not known. */
function termsOf(
  { serviceIds, ...terms }: NonNullable<ChangeInput['terms']>,
  services: ReadonlyMap<string, string>,
): Terms | undefined {
  const slugs = serviceIds.flatMap((id) => services.get(id) ?? []);
  return slugs.length === serviceIds.length ? { ...terms, services: slugs.sort() } : undefined;
}

function wrong(field: string, sentence: string): Refusal {
  return refuse('invalid_input', sentence, { fields: { [field]: sentence } });
}

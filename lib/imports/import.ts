import type { ChangeKind } from '#db/schema/vocabulary.ts';
import { kindOfDifference } from '#lib/changes/change.ts';
import type { RegisterFile } from '#lib/register/inputs.ts';
import {
  type Company,
  type CompanyFact,
  type Difference,
  difference,
  factDifferences,
  type Terms,
} from '#lib/register/register.ts';

/** What is wrong in a file, and where: "line 3, locations" of a table, "subprocessors.2.terms.locations" of a JSON. */
export interface FileProblem {
  where: string;
  message: string;
}

/** A sub-processor as a file has it. */
export type FiledEntry = RegisterFile['subprocessors'][number];

/** A register as it is written to a file: what `registerFile` reads. */
export type WrittenEntry = Company & { terms: Terms };
export interface WrittenRegister {
  note: string;
  services: RegisterFile['services'];
  subprocessors: WrittenEntry[];
}

/** One as the vendor knows it. `terms` is null where none are in force. */
export interface KnownEntry {
  subprocessorId: string;
  company: Company;
  terms: Terms | null;
}

/** The facts of a company that a change does not touch, with its certifications. */
export interface CompanyDifference {
  field: CompanyFact | 'certifications';
  before: string | null;
  after: string | null;
}

/** What a file would have of one sub-processor that the register does not, or the other way about. */
export interface EntryDifference {
  slug: string;
  legalName: string;
  state: 'added' | 'removed' | 'changed' | 'same';
  /** The kind of change that the difference of terms is; null where terms do not differ. */
  kind: ChangeKind | null;
  terms: Difference[];
  company: CompanyDifference[];
  /** Third countries whose transfer mechanism the file does not state. */
  unstated: string[];
}

export interface Comparison {
  entries: EntryDifference[];
  /** What the file asks for and no change can bring about. */
  problems: FileProblem[];
}

/** What a register that stands is compared with: entries, and the services by slug. */
export interface Standing {
  known: readonly KnownEntry[];
  services: ReadonlySet<string>;
}

/**
 * A file against the register in force, sub-processor by sub-processor: those that differ, in the order of the file, and
 * then those that it does not name any more.
 * @param whereOf how a reader of that file finds a field of its entry
 */
export function compare(
  file: RegisterFile,
  { known, services }: Standing,
  whereOf: (index: number, field: string) => string,
): Comparison {
  const bySlug = new Map(known.map((entry) => [entry.company.slug, entry]));
  const problems: FileProblem[] = [];
  const named = file.subprocessors.map((filed, index) => {
    const stands = bySlug.get(filed.slug);
    bySlug.delete(filed.slug);
    if (stands && stands.company.category !== filed.category)
      problems.push({
        where: whereOf(index, 'category'),
        message: `${stands.company.legalName} is in the other group. A company stays in its group: remove it, and add it under another name.`,
      });
    for (const slug of filed.terms.services)
      if (!services.has(slug))
        problems.push({
          where: whereOf(index, 'terms.services'),
          message: `There is no service “${slug}”. Record it first.`,
        });
    return entryDifference(filed, stands);
  });
  const left = [...bySlug.values()].flatMap(({ company, terms }): EntryDifference[] =>
    terms === null
      ? []
      : [
          {
            ...{ slug: company.slug, legalName: company.legalName, state: 'removed', kind: 'removal' },
            ...{ terms: difference(terms, null), company: [], unstated: [] },
          },
        ],
  );
  return { entries: [...named, ...left], problems };
}

function entryDifference(filed: FiledEntry, stands: KnownEntry | undefined): EntryDifference {
  const terms = difference(stands?.terms ?? null, sorted(filed.terms));
  const company = stands ? companyDifferences(stands.company, filed) : [];
  const unstated = filed.terms.transfers.filter(({ mechanism }) => mechanism === 'not_stated');
  const added = stands?.terms == null;
  return {
    ...{ slug: filed.slug, legalName: filed.legalName, terms, company },
    state: added ? 'added' : terms.length + company.length > 0 ? 'changed' : 'same',
    kind: added ? 'addition' : kindOfDifference(terms),
    unstated: unstated.map(({ country }) => country),
  };
}

/** What is said of services that no change brings about: an import records none. Null: nothing. */
export function servicesRemark({ services }: RegisterFile, known: ReadonlySet<string>): string | null {
  const unknown = services.filter(({ slug }) => !known.has(slug)).map(({ slug }) => slug);
  if (unknown.length === 0) return null;
  return `The file lists services that are not recorded here: ${unknown.join(', ')}. An import into a register in force records none.`;
}

/** Services have no order. */
export function sorted<T extends Pick<Terms, 'services'>>(terms: T): T {
  return { ...terms, services: [...terms.services].sort() };
}

function companyDifferences(before: Company, after: FiledEntry): CompanyDifference[] {
  const [had, has] = [before, after].map(({ certifications }) =>
    certifications.map(certificationInWords).sort().join('; '),
  );
  const certified: CompanyDifference = { field: 'certifications', before: had || null, after: has || null };
  return [...factDifferences(before, after), ...(had === has ? [] : [certified])];
}

/** "ISO/IEC 27001 (to 2027-03-31)" */
export function certificationInWords({ name, validTo }: Company['certifications'][number]): string {
  return `${name} (${validTo ? `to ${validTo}` : 'no end'})`;
}

/** How many of each. */
export function countedStates(entries: readonly EntryDifference[]): Record<EntryDifference['state'], number> {
  const counts = { added: 0, removed: 0, changed: 0, same: 0 };
  for (const { state } of entries) counts[state] += 1;
  return counts;
}

/** The register in force as a file: what imported gives no difference. */
export function fileOf(
  note: string,
  known: readonly KnownEntry[],
  services: readonly RegisterFile['services'][number][],
): WrittenRegister {
  return {
    note,
    services: [...services],
    subprocessors: known.flatMap(({ company, terms }) => (terms ? [{ ...company, terms }] : [])),
  };
}

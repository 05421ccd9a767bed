import type { z } from 'zod';
import { type MembershipRight, membershipRights } from '#db/schema/vocabulary.ts';
import { type CsvProblem, type CsvRead, type CsvRow, readCsv } from '#lib/csv/read-csv.ts';
import { type Instant, parseCivilDate, parseInstant } from '#lib/deadlines/instant.ts';
import { instantAt } from '#lib/deadlines/zone.ts';
import { slugOf } from '#lib/register/slug.ts';
import { dpaInput, subscriberInput, userInput } from './inputs.ts';

/** The columns of a list of subscribers, and what each holds. */
export const partyColumns = {
  subscriber: 'Name of the subscriber. Needed in each row.',
  country: 'Its country, as an ISO 3166 code: ES. Needed for a subscriber that is new.',
  slug: 'Its name in addresses. Left out: made from the name.',
  dpa_reference: 'Reference of its executed DPA.',
  dpa_version: 'Version of the DPA.',
  dpa_executed_at:
    'When it was executed: a day (2026-01-15, from its beginning in your zone) or an instant with its offset.',
  dpa_profile: 'Name of its DPA profile. Left out for a new DPA: the policy’s own terms.',
  dpa_agreed_version: 'Number of the policy version agreed with it. Left out: the one in force at its execution.',
  services: 'Names of services in use, with | between them.',
  dora_services: 'Those of them that support a critical or important function under DORA.',
  user_email: 'Address of a user, one a row. A further row of the same subscriber needs its name and the user only.',
  user_name: 'Name of that user. Needed for one who is new.',
  user_right: 'contact or signatory. Needed for a user who is new.',
} as const;
export type PartyColumn = keyof typeof partyColumns;
export const partyColumnNames = Object.keys(partyColumns) as PartyColumn[];

/** A DPA as a file has it; null: the file does not say. */
export interface ListedDpa {
  line: number;
  reference: string;
  version: string | null;
  executedAt: Instant | null;
  profile: string | null;
  agreedVersion: number | null;
}

export interface ListedUser {
  line: number;
  email: string;
  name: string | null;
  right: MembershipRight | null;
}

/** A subscriber as a file has it, over all rows that name it. */
export interface ListedSubscriber {
  /** Of its first row. */
  line: number;
  slug: string;
  name: string;
  country: string | null;
  dpa: ListedDpa | null;
  services: { name: string; dora: boolean; line: number }[];
  users: ListedUser[];
}

export interface PartyList {
  encoding: CsvRead<PartyColumn>['encoding'];
  subscribers: ListedSubscriber[];
  problems: CsvProblem[];
}

/**
 * A list of subscribers with their DPA, services and users: one row a user, or one for a subscriber without users. What
 * a cell leaves empty the file does not say. Rows of one subscriber may repeat what an earlier one says, and no other.
 * @param zone of the vendor, in whose days a bare day of execution begins
 */
export function readParties(bytes: Uint8Array, zone: string): PartyList {
  const { encoding, rows, errors } = readCsv(bytes, {
    required: ['subscriber'],
    optional: partyColumnNames.filter((name) => name !== 'subscriber'),
  });
  const problems = [...errors];
  const subscribers = new Map<string, ListedSubscriber>();
  const emails = new Map<string, number>();
  for (const row of rows) {
    const read = new RowReader(row, zone, problems);
    const listed = read.subscriber();
    if (!listed) continue;
    const known = subscribers.get(listed.slug);
    if (known) merge(known, listed, problems);
    else subscribers.set(listed.slug, listed);
    for (const { email, line } of listed.users) {
      const before = emails.get(email);
      if (before !== undefined)
        problems.push({ line, field: 'user_email', message: `This user stands in line ${before} already.` });
      else emails.set(email, line);
    }
  }
  return { encoding, subscribers: [...subscribers.values()], problems: inOrder(problems) };
}

const inOrder = (problems: CsvProblem[]) => problems.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));

/** So many services a subscriber uses at most: as many as a register serves. */
const MOST_SERVICES = 500;

function merge(known: ListedSubscriber, row: ListedSubscriber, problems: CsvProblem[]): void {
  const differs = (field: PartyColumn) =>
    problems.push({
      line: row.line,
      field,
      message: `Line ${known.line} says otherwise of this subscriber: say the same, or leave it empty here.`,
    });
  if (row.name !== known.name) differs('subscriber');
  if (row.country !== null && known.country !== null && row.country !== known.country) differs('country');
  known.country ??= row.country;
  if (row.dpa && known.dpa && dpaSaid(row.dpa) !== dpaSaid(known.dpa)) differs('dpa_reference');
  known.dpa ??= row.dpa;
  for (const service of row.services) {
    const before = known.services.find(({ name }) => name === service.name);
    if (before) before.dora ||= service.dora;
    else if (known.services.length < MOST_SERVICES) known.services.push(service);
    else {
      problems.push({ line: row.line, field: 'services', message: tooManyServices });
      break;
    }
  }
  known.users.push(...row.users);
}

const tooManyServices = `A subscriber uses ${MOST_SERVICES} services at most.`;

const dpaSaid = ({ line: _, ...said }: ListedDpa) => JSON.stringify(said);

/** One row: what is wrong with a cell goes to the problems, and the cell counts as empty. */
class RowReader {
  private readonly row: CsvRow<PartyColumn>;
  private readonly zone: string;
  private readonly problems: CsvProblem[];

  constructor(row: CsvRow<PartyColumn>, zone: string, problems: CsvProblem[]) {
    this.row = row;
    this.zone = zone;
    this.problems = problems;
  }

  subscriber(): ListedSubscriber | undefined {
    const name = this.cell('subscriber', subscriberInput.shape.name) ?? this.missing('subscriber');
    if (name === null) return undefined;
    const slug = this.text('slug') ?? slugOf(name);
    if (slug !== slugOf(slug)) {
      this.wrong('slug', 'Write it in small letters, digits and hyphens: aurora-bank.');
      return undefined;
    }
    const { line } = this.row;
    const country = this.cell('country', subscriberInput.shape.country);
    return { line, slug, name, country, dpa: this.dpa(), services: this.services(), users: this.users() };
  }

  private dpa(): ListedDpa | null {
    const reference = this.cell('dpa_reference', dpaInput.shape.reference);
    const said = {
      version: this.cell('dpa_version', dpaInput.shape.version),
      executedAt: this.executedAt(),
      profile: this.text('dpa_profile'),
      agreedVersion: this.agreedVersion(),
    };
    if (reference !== null) return { line: this.row.line, reference, ...said };
    if (Object.values(said).some((value) => value !== null))
      this.wrong('dpa_reference', 'The DPA of this row has no reference.');
    return null;
  }

  private executedAt(): Instant | null {
    const typed = this.text('dpa_executed_at');
    if (typed === null) return null;
    try {
      return /^\d{4}-\d{2}-\d{2}$/.test(typed)
        ? instantAt(parseCivilDate(typed), '00:00', this.zone)
        : parseInstant(typed);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return this.wrong(
        'dpa_executed_at',
        'This is no day or instant: write 2026-01-15, or 2026-01-15T10:00:00+01:00.',
      );
    }
  }

  private agreedVersion(): number | null {
    const typed = this.text('dpa_agreed_version');
    if (typed === null) return null;
    if (/^[1-9]\d{0,8}$/.test(typed)) return Number(typed);
    return this.wrong('dpa_agreed_version', 'The policy version is a whole number.');
  }

  private services(): ListedSubscriber['services'] {
    const names = (field: PartyColumn) => [
      ...new Set(
        (this.text(field) ?? '')
          .split('|')
          .map((name) => name.trim())
          .filter(Boolean),
      ),
    ];
    const used = names('services');
    const dora = names('dora_services');
    // each is looked for among the others
    if (Math.max(used.length, dora.length) > MOST_SERVICES) {
      this.wrong('services', tooManyServices);
      return [];
    }
    const stray = dora.find((name) => !used.includes(name));
    if (stray !== undefined) this.wrong('dora_services', `“${stray}” is not among the services of this row.`);
    return used.map((name) => ({ name, dora: dora.includes(name), line: this.row.line }));
  }

  private users(): ListedUser[] {
    const email = this.cell('user_email', userInput.shape.email);
    const name = this.cell('user_name', userInput.shape.name);
    const typed = this.text('user_right')?.toLowerCase() ?? null;
    const right = membershipRights.find((one) => one === typed) ?? null;
    if (typed !== null && right === null) this.wrong('user_right', 'The right is contact or signatory.');
    if (email !== null) return [{ line: this.row.line, email, name, right }];
    if ((name !== null || typed !== null) && this.text('user_email') === null)
      this.wrong('user_email', 'The user of this row has no address.');
    return [];
  }

  private text(field: PartyColumn): string | null {
    return this.row.cells[field].trim() || null;
  }

  private cell<T>(field: PartyColumn, schema: z.ZodType<T>): T | null {
    const typed = this.text(field);
    if (typed === null) return null;
    const parsed = schema.safeParse(typed);
    return parsed.success ? parsed.data : this.wrong(field, parsed.error.issues[0]?.message ?? 'This can’t be used.');
  }

  private missing(field: PartyColumn): null {
    return this.text(field) === null ? this.wrong(field, 'This cell is empty: name the subscriber.') : null;
  }

  private wrong(field: PartyColumn, message: string): null {
    this.problems.push({ line: this.row.line, field, message });
    return null;
  }
}

/** An invented subscriber with two users, and one that has nothing yet: what a list looks like. */
export const partyExample: readonly Partial<Record<PartyColumn, string>>[] = [
  {
    subscriber: 'Example Bank',
    country: 'ES',
    dpa_reference: 'DPA-2026-001',
    dpa_version: '1',
    dpa_executed_at: '2026-01-15',
    user_email: 'dpo@bank.example',
    user_name: 'Ana Ruiz',
    user_right: 'signatory',
  },
  { subscriber: 'Example Bank', user_email: 'privacy@bank.example', user_name: 'Bo Lund', user_right: 'contact' },
  { subscriber: 'Example School', country: 'PT' },
];

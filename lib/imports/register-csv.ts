import { type CsvRecord, csvText } from '#lib/csv/write-csv.ts';
import type { FiledRegister } from '#lib/register/inputs.ts';
import { certificationInWords, type WrittenEntry, type WrittenRegister } from './import.ts';

type Service = NonNullable<FiledRegister['services']>[number];

/** The columns of a register as a table, one row a sub-processor: what each holds, and the field that it is. */
export const registerColumns = {
  slug: {
    field: 'slug',
    holds: 'The name in its address: lower-case letters, digits and hyphens. It says which one a row is about.',
  },
  legal_name: { field: 'legalName', holds: 'Legal name' },
  category: { field: 'category', holds: 'infrastructure or service_specific' },
  description: { field: 'terms.description', holds: 'What it does' },
  purpose: { field: 'terms.purpose', holds: 'What for' },
  services: {
    field: 'terms.services',
    holds: 'Slugs of the services that it serves; none for infrastructure. A new one: chat: Chat with support',
  },
  locations: {
    field: 'terms.locations',
    holds:
      'Places, each with its country’s code: IE Dublin (primary) | DE Frankfurt (secondary). ZZ where the source states no country',
  },
  customer_data: { field: 'terms.customerData', holds: 'Categories of customer-provided data' },
  platform_data: { field: 'terms.platformData', holds: 'Categories of platform-generated data' },
  data_subjects: { field: 'terms.dataSubjects', holds: 'The people whose data it is' },
  transfers: {
    field: 'terms.transfers',
    holds: 'Per third country what the transfer rests on: US standard_contractual_clauses (module 3)',
  },
  retention: { field: 'terms.retention', holds: 'How long data is kept' },
  encryption: { field: 'terms.encryption', holds: 'How it is encrypted' },
  key_holder: { field: 'terms.keyHolder', holds: 'Who holds the keys' },
  group: { field: 'group', holds: 'The group that it belongs to' },
  address: { field: 'address', holds: 'Registered address' },
  contact: { field: 'contact', holds: 'Contact' },
  website: { field: 'website', holds: 'Website, with https://' },
  tier: { field: 'tier', holds: 'Its place in the chain: 1 for one that the vendor engages itself' },
  certifications: { field: 'certifications', holds: 'Certifications: ISO/IEC 27001 (to 2027-03-31) | SOC 2 (no end)' },
} as const;
export type RegisterColumn = keyof typeof registerColumns;

const names = Object.keys(registerColumns) as RegisterColumn[];
const REQUIRED = ['slug', 'legal_name', 'category', 'description', 'purpose', 'locations'] as const;

/** For reading: what a file must have, and what it may have. */
export const csvColumns = {
  required: REQUIRED,
  optional: names.filter((name) => !REQUIRED.some((one) => one === name)),
};

/** The column of a field, or of a part of it: `terms.locations.2.country` is in `locations`. */
export function columnOf(field: string): RegisterColumn | undefined {
  return names.find((name) => {
    const own = registerColumns[name].field;
    return field === own || field.startsWith(`${own}.`);
  });
}

/** A list in a cell, its items apart by `|`. One within an item is led by a backslash, as is a backslash. */
export function listed(items: readonly string[]): string {
  return items.map((item) => item.replaceAll(/[\\|]/g, '\\$&')).join(' | ');
}

/** The items of a cell, trimmed; empty ones are none. */
export function itemsOf(cell: string): string[] {
  const items = [''];
  for (const [piece] of cell.matchAll(/\\[\\|]|[\s\S]/gu)) {
    if (piece === '|') items.push('');
    else items[items.length - 1] += piece.length === 2 && piece.startsWith('\\') ? piece.slice(1) : piece;
  }
  return items.map((item) => item.trim()).filter((item) => item !== '');
}

/** One row of the table. */
export function rowOf({ terms, ...company }: WrittenEntry): CsvRecord<RegisterColumn> {
  return {
    slug: company.slug,
    legal_name: company.legalName,
    category: company.category,
    description: terms.description,
    purpose: terms.purpose,
    services: listed(terms.services),
    locations: listed(terms.locations.map(({ country, place, role }) => `${country} ${place} (${role})`)),
    customer_data: listed(terms.customerData),
    platform_data: listed(terms.platformData),
    data_subjects: listed(terms.dataSubjects),
    transfers: listed(
      terms.transfers.map(({ country, mechanism, detail }) => `${country} ${mechanism}${detail ? ` (${detail})` : ''}`),
    ),
    retention: terms.retention,
    encryption: terms.encryption,
    key_holder: terms.keyHolder,
    group: company.group,
    address: company.address,
    contact: company.contact,
    website: company.website,
    tier: company.tier,
    certifications: listed(company.certifications.map(certificationInWords)),
  };
}

/** A register as a table: CSV that `readRegister` reads. */
export function registerAsTable({ services, subprocessors }: WrittenRegister): string {
  const named = new Map(services.map(({ slug, name }) => [slug, `${slug}: ${name}`]));
  const rows = subprocessors.map((entry) => ({
    ...rowOf(entry),
    // with their names, so that a register that is still empty can take the table
    services: listed(entry.terms.services.map((slug) => named.get(slug) ?? slug)),
  }));
  return csvText({ columns: names }, rows);
}

/** The header and two invented rows, one for each group. */
export function template(): string {
  const rows: CsvRecord<RegisterColumn>[] = [
    {
      ...{ slug: 'norte-hosting', legal_name: 'Norte Hosting, S.A.', category: 'infrastructure' },
      description: 'Runs the servers that the platform stands on.',
      purpose: 'To give the platform computing and storage.',
      locations: 'ES Madrid (primary) | IE Dublin (secondary)',
      customer_data: 'First name | Last name | E-mail address',
      platform_data: 'Audit logs',
      data_subjects: 'Employees of the subscriber',
      ...{ retention: 'Until the contract ends.', encryption: 'AES-256 at rest, TLS 1.3 in transit.' },
      ...{ key_holder: 'The vendor', tier: 1, certifications: 'ISO/IEC 27001 (to 2027-06-30)' },
    },
    {
      ...{ slug: 'harbour-chat', legal_name: 'Harbour Chat, Inc.', category: 'service_specific' },
      description: 'Carries support conversations.',
      purpose: 'To answer questions of users in a chat.',
      services: 'support-chat: Chat with support',
      locations: 'US Ashburn, Virginia (primary)',
      customer_data: 'First name | Text of messages',
      transfers: 'US standard_contractual_clauses (module 3)',
      ...{ contact: 'privacy@harbour-chat.example', website: 'https://harbour-chat.example', tier: 1 },
    },
  ];
  return csvText({ columns: names }, rows);
}

/** What a row says, before it is looked at: what is wrong in it is for the schema of the register to say. */
export function entryOf(cells: Record<RegisterColumn, string>): {
  entry: Record<string, unknown>;
  services: Service[];
} {
  const served = itemsOf(cells.services).map((item) => {
    const [slug = '', ...name] = item.split(':');
    return { slug: slug.trim(), name: name.join(':').trim() };
  });
  const orNull = (cell: string) => (cell.trim() === '' ? null : cell);
  const entry = {
    slug: cells.slug.trim(),
    legalName: cells.legal_name,
    category: cells.category.trim(),
    group: orNull(cells.group),
    address: orNull(cells.address),
    contact: orNull(cells.contact),
    website: orNull(cells.website.trim()),
    tier: cells.tier.trim() === '' ? 1 : Number(cells.tier),
    certifications: itemsOf(cells.certifications).map(certificationFrom),
    terms: {
      description: cells.description,
      purpose: cells.purpose,
      services: served.map(({ slug }) => slug),
      locations: itemsOf(cells.locations).map(locationFrom),
      customerData: itemsOf(cells.customer_data),
      platformData: itemsOf(cells.platform_data),
      dataSubjects: itemsOf(cells.data_subjects),
      transfers: itemsOf(cells.transfers).map(transferFrom),
      retention: orNull(cells.retention),
      encryption: orNull(cells.encryption),
      keyHolder: orNull(cells.key_holder),
    },
  };
  return { entry, services: served.filter(({ name }) => name !== '') };
}

/** The parts before a last parenthesis and in it. */
function parted(item: string): [before: string, within: string | undefined] {
  const open = item.endsWith(')') ? openingOf(item) : -1;
  return open < 0 ? [item, undefined] : [item.slice(0, open).trim(), item.slice(open + 1, -1)];
}

/** Where the parenthesis opens that the last character closes; -1: nowhere. */
function openingOf(item: string): number {
  let depth = 0;
  for (let at = item.length - 1; at >= 0; at -= 1) {
    if (item[at] === ')') depth += 1;
    if (item[at] === '(') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

function locationFrom(item: string) {
  const [before, within] = parted(item);
  const known = within === 'primary' || within === 'secondary';
  const [country = '', ...place] = (known ? before : item).split(/\s+/);
  return { country, place: place.join(' '), ...(known ? { role: within } : {}) };
}

function transferFrom(item: string) {
  const [, country = '', mechanism, detail] = /^(\S+)(?:\s+([a-z_]+))?(?:\s*\(([\s\S]*)\))?$/u.exec(item) ?? [];
  // what can't be read shows as a mechanism that there is not
  return {
    country: country || item,
    ...(mechanism ? { mechanism } : country ? {} : { mechanism: item }),
    ...(detail ? { detail } : {}),
  };
}

function certificationFrom(item: string) {
  const [before, within] = parted(item);
  if (within === 'no end') return { name: before, validTo: null };
  const day = /^to (.*)$/.exec(within ?? '')?.[1];
  return day === undefined ? { name: item, validTo: null } : { name: before, validTo: day };
}

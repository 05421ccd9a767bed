import type { Company, Place, Terms, ThirdCountry } from './register.ts';

/** The columns of a register as a list, one row a sub-processor; the files that go in and those that come out share them. */
export const registerColumns = [
  'slug',
  'legal_name',
  'group',
  'address',
  'contact',
  'website',
  'category',
  'tier',
  'certifications',
  'description',
  'purpose',
  'services',
  'locations',
  'customer_data',
  'platform_data',
  'data_subjects',
  'transfers',
  'retention',
  'encryption',
  'key_holder',
] as const;
export type RegisterColumn = (typeof registerColumns)[number];

/** A company under its terms, as a row. What is not stated is an empty cell. */
export function csvRow(company: Company, terms: Terms): Record<RegisterColumn, string | number | null> {
  return {
    slug: company.slug,
    legal_name: company.legalName,
    group: company.group,
    address: company.address,
    contact: company.contact,
    website: company.website,
    category: company.category,
    tier: company.tier,
    certifications: listCell(
      company.certifications.map(({ name, validTo }) => (validTo ? `${name} (${validTo})` : name)),
    ),
    description: terms.description,
    purpose: terms.purpose,
    services: listCell(terms.services),
    locations: listCell(terms.locations.map(locationCell)),
    customer_data: listCell(terms.customerData),
    platform_data: listCell(terms.platformData),
    data_subjects: listCell(terms.dataSubjects),
    transfers: listCell(terms.transfers.map(transferCell)),
    retention: terms.retention,
    encryption: terms.encryption,
    key_holder: terms.keyHolder,
  };
}

/** Items with ` | ` between them; within an item a backslash leads a bar or another backslash. */
export function listCell(items: readonly string[]): string {
  return items.map((item) => item.replaceAll(/[\\|]/g, '\\$&')).join(' | ');
}

/** "IE Dublin (primary)" */
const locationCell = ({ country, place, role }: Place) => `${country} ${place} (${role})`;

/** "US standard_contractual_clauses (module 3)" */
const transferCell = ({ country, mechanism, detail }: ThirdCountry) =>
  `${country} ${mechanism}${detail ? ` (${detail})` : ''}`;

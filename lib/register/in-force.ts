import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { Company, Entry, Terms } from './register.ts';

/** A company's fields as JSON, from the table `alias`. */
export const companyJson = (alias: string) => {
  const s = sql.raw(alias);
  return sql`jsonb_build_object('slug', ${s}.slug, 'legalName', ${s}.legal_name, 'group', ${s}.group_name, 'address', ${s}.address,
    'contact', ${s}.contact, 'website', ${s}.website, 'category', ${s}.category, 'tier', ${s}.tier, 'certifications', (
      select coalesce(jsonb_agg(jsonb_build_object('name', sc.name, 'validTo', sc.valid_to) order by sc.name, sc.valid_to), '[]')
      from demur.standing_certifications sc where sc.subprocessor_id = ${s}.id))`;
};

/** The fields of terms as JSON, from the table `alias`. */
export const termsJson = (alias: string) => {
  const t = sql.raw(alias);
  return sql`jsonb_build_object('description', ${t}.description, 'purpose', ${t}.purpose, 'locations', ${t}.locations,
    'customerData', ${t}.customer_data, 'platformData', ${t}.platform_data, 'dataSubjects', ${t}.data_subjects, 'transfers', ${t}.transfers,
    'retention', ${t}.retention, 'encryption', ${t}.encryption, 'keyHolder', ${t}.key_holder,
    'services', (select coalesce(jsonb_agg(se.slug order by se.slug), '[]') from demur.terms_services ts join demur.services se on se.id = ts.service_id where ts.terms_id = ${t}.id))`;
};

/** The register in force at an instant, by slug. */
export async function registerAt(tx: Transaction, at: Instant): Promise<Entry[]> {
  const { rows } = await tx.execute<{ subprocessorId: string; termsId: string; company: Company; terms: Terms }>(sql`
    select f.subprocessor_id as "subprocessorId", f.terms_id as "termsId", ${companyJson('s')} as company, ${termsJson('t')} as terms
    from demur.terms_in_force(${at}) f
    join demur.subprocessors s on s.id = f.subprocessor_id
    join demur.terms t on t.id = f.terms_id
    order by s.slug, t.id`);
  return rows;
}

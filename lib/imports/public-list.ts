import { csvText } from '#lib/csv/write-csv.ts';
import type { RegisterList } from '#lib/register/queries.ts';
import { listed, registerColumns, rowOf } from './register-csv.ts';

const columns = [...(Object.keys(registerColumns) as (keyof typeof registerColumns)[]), 'in_force_since'] as const;

/**
 * The register as anybody may have it as CSV: infrastructure first, then by name. The columns are those of a file that
 * is imported, and from when the terms of a row are in force; of a day to come that may lie ahead.
 */
export function publicList({ entries, services }: Pick<RegisterList, 'entries' | 'services'>): string {
  const grouped = (['infrastructure', 'service_specific'] as const).flatMap((category) =>
    entries.filter(({ company }) => company.category === category),
  );
  const rows = grouped.map(({ company, terms, since }) => ({
    ...rowOf({ ...company, terms }),
    services: listed(terms.services.map((slug) => (services[slug] ? `${slug}: ${services[slug]}` : slug))),
    in_force_since: since,
  }));
  return csvText({ columns }, rows);
}

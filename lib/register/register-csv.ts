import { csvText } from '#lib/csv/write-csv.ts';
import { csvRow, registerColumns } from './csv-row.ts';
import type { RegisterList } from './queries.ts';

/** The register as CSV (RFC 4180) for people with spreadsheets: infrastructure first, then by name. */
export function registerCsv({ entries }: RegisterList): string {
  const columns = [...registerColumns, 'in_force_since'] as const;
  const grouped = (['infrastructure', 'service_specific'] as const).flatMap((category) =>
    entries.filter(({ company }) => company.category === category),
  );
  return csvText(
    { columns },
    grouped.map(({ company, terms, since }) => ({ ...csvRow(company, terms), in_force_since: since })),
  );
}

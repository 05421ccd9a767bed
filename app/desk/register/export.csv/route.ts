import { registerAsTable } from '#lib/imports/register-csv.ts';
import { exportRegister } from '../export.ts';

export const dynamic = 'force-dynamic';

/** The register in force as a table that can be imported: one row a sub-processor. */
export function GET(): Promise<Response> {
  return exportRegister('csv', registerAsTable);
}

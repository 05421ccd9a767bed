import { exportRegister } from '../export.ts';

export const dynamic = 'force-dynamic';

/** The register in force, as a file that can be imported. */
export function GET(): Promise<Response> {
  return exportRegister('json', (register) => `${JSON.stringify(register, null, 2)}\n`);
}

import { requestOpening } from '#lib/auth/reader.ts';
import { read } from '#lib/command/read.ts';
import { refuse } from '#lib/command/refusal.ts';
import type { WrittenRegister } from '#lib/imports/import.ts';
import { writtenRegister } from '#lib/imports/queries.ts';
import { asAttachment } from '#lib/objections/file-name.ts';
import { problem } from '../../problem.ts';

const TYPES = { json: 'application/json', csv: 'text/csv; charset=utf-8; header=present' };

/** The register in force as a file, for a privacy admin. */
export async function exportRegister(
  format: keyof typeof TYPES,
  written: (register: WrittenRegister) => string,
): Promise<Response> {
  const register = await read(await requestOpening(), async (reader) =>
    reader.actor.role === 'privacy_admin' ? writtenRegister(reader) : undefined,
  );
  if (register === undefined) return problem(refuse('forbidden', 'Only a privacy admin may do this.'));
  if (register === null) return problem(refuse('not_found', 'Nothing is published yet.'));
  return new Response(written(register), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': asAttachment(`register.${format}`),
      'cache-control': 'private, no-store',
    },
  });
}

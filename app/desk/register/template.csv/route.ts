import { template } from '#lib/imports/register-csv.ts';
import { asAttachment } from '#lib/objections/file-name.ts';

export const dynamic = 'force-dynamic';

/** The columns of a register as a table, with two invented rows. It holds nothing of anybody’s. */
export function GET(): Response {
  return new Response(template(), {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': asAttachment('register-template.csv'),
    },
  });
}

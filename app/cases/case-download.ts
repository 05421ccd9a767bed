import { requestOpening } from '#lib/auth/reader.ts';
import type { Refusal } from '#lib/command/refusal.ts';
import { takeCase } from '#lib/exports/export-case.ts';
import type { CaseFormat } from '#lib/exports/inputs.ts';

/** A case as a download, for whoever may have it. Each one stands in the log before its first byte is sent. */
export async function caseDownload(request: Request, reference: string, format: CaseFormat): Promise<Response> {
  const elsewhere = unaskedFor(request);
  if (elsewhere) return elsewhere;
  const taken = await takeCase(await requestOpening(), reference, format);
  if (!taken.ok) return refused(request, taken);
  const { bytes, name, mediaType, sha256 } = taken.value;
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaType,
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="${name}"`,
      'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
      'cache-control': 'private, no-store',
    },
  });
}

/**
 * An export is put on the record under somebody's name, so it has to be what that person wanted: neither a page of
 * another site nor a browser that only fetches ahead may cause one.
 */
export function unaskedFor({ headers }: Request): Response | undefined {
  const ahead = /prefetch/.test(`${headers.get('purpose')} ${headers.get('sec-purpose')}`);
  if (!ahead && headers.get('sec-fetch-site') !== 'cross-site') return undefined;
  return sentence('Open the case here and download it from there.', 403);
}

/** A refused download: to the sign-in and back, or a sentence. */
export function refused(request: Request, refusal: Refusal): Response {
  if (refusal.code === 'not_signed_in') {
    const { pathname, search } = new URL(request.url);
    const Location = `/sign-in?next=${encodeURIComponent(`${pathname}${search}`)}`;
    return new Response(null, { status: 303, headers: { Location } });
  }
  return sentence(refusal.sentence, statuses[refusal.code] ?? 409);
}

const statuses: Partial<Record<Refusal['code'], number>> = { forbidden: 403, not_found: 404, invalid_input: 400 };

function sentence(text: string, status: number): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}

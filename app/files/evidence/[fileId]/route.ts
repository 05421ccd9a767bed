import { requestOpening } from '#lib/auth/reader.ts';
import { openEvidence } from '#lib/diligence/open-evidence.ts';
import { asAttachment } from '#lib/objections/file-name.ts';

export const dynamic = 'force-dynamic';

/** A file of evidence, for the desk and legal. Always a download and never a page: somebody else chose its content. */
export async function GET(_: Request, { params }: { params: Promise<{ fileId: string }> }): Promise<Response> {
  const { fileId } = await params;
  const file = await openEvidence(await requestOpening(), fileId);
  if (!file) return new Response('There is no such file, or it is not yours to see.\n', { status: 404 });
  return new Response(file.stream, {
    headers: {
      'content-type': file.mediaType,
      'content-length': String(file.size),
      'content-disposition': asAttachment(file.name),
      'cache-control': 'private, no-store',
    },
  });
}

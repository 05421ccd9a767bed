import { requestOpening } from '#lib/auth/reader.ts';
import { openEnclosure } from '#lib/letters/open-letter.ts';
import { asAttachment } from '#lib/objections/file-name.ts';

export const dynamic = 'force-dynamic';

/** A file that went with a letter, as it was made, for those who may see the letter. Always a download. */
export async function GET(_: Request, { params }: { params: Promise<{ fileId: string }> }): Promise<Response> {
  const { fileId } = await params;
  const file = await openEnclosure(await requestOpening(), fileId);
  if (!file) return new Response('There is no such file, or it is not yours to see.\n', { status: 404 });
  return new Response(new Uint8Array(file.content), {
    headers: {
      'content-type': file.mediaType,
      'content-length': String(file.content.length),
      'content-disposition': asAttachment(file.name),
      'cache-control': 'private, no-store',
    },
  });
}

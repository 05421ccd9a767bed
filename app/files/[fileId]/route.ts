import { requestOpening } from '#lib/auth/reader.ts';
import { read } from '#lib/command/read.ts';
import { asAttachment } from '#lib/objections/file-name.ts';
import { openFile } from '#lib/objections/open-file.ts';

export const dynamic = 'force-dynamic';

/**
 * A file of a case, for those who may see it. Always a download and never a page, whatever its content is: somebody
 * else chose it.
 */
export async function GET(_: Request, { params }: { params: Promise<{ fileId: string }> }): Promise<Response> {
  const { fileId } = await params;
  const opening = await requestOpening();
  const file = await openFile(opening, fileId);
  if (!file) {
    const role = await read(opening, async ({ actor }) => actor.role);
    if (role !== 'public') return new Response('There is no such file, or it is not yours to see.\n', { status: 404 });
    const Location = `/sign-in?next=${encodeURIComponent(`/files/${fileId}`)}`;
    return new Response(null, { status: 303, headers: { Location } });
  }
  return new Response(file.stream, {
    headers: {
      'content-type': file.mediaType,
      'content-length': String(file.size),
      'content-disposition': asAttachment(file.name),
      'cache-control': 'private, no-store',
    },
  });
}

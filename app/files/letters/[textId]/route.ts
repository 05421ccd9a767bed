import { requestOpening } from '#lib/auth/reader.ts';
import { openText } from '#lib/letters/open-letter.ts';

export const dynamic = 'force-dynamic';

/**
 * A letter’s HTML as it was sent, for a frame in which nothing runs (its policy is in next.config.js). A link opens a page
 * of its own: within the frame it could show nothing.
 */
export async function GET(_: Request, { params }: { params: Promise<{ textId: string }> }): Promise<Response> {
  const { textId } = await params;
  const html = await openText(await requestOpening(), textId);
  if (html === undefined) return new Response('There is no such letter, or it is not yours to see.\n', { status: 404 });
  return new Response(html.replace(/<head[^>]*>/i, '$&<base target="_blank">'), {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store' },
  });
}

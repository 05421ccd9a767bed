import { requestOpening } from '#lib/auth/reader.ts';
import { read } from '#lib/command/read.ts';
import { logoShown } from '#lib/parties/logo.ts';

export const dynamic = 'force-dynamic';

/**
 * The vendor's picture, `/logo/<the beginning of its hash>`: what stands there never changes. It is what its first
 * bytes say, and nothing that a browser would run.
 */
export async function GET(_: Request, { params }: { params: Promise<{ hash: string }> }): Promise<Response> {
  const { hash } = await params;
  const logo = await read(await requestOpening(), ({ tx }) => logoShown(tx, hash));
  if (!logo) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(logo.content), {
    headers: {
      'content-type': logo.mediaType,
      'content-length': String(logo.content.length),
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
}

import { keepAsPublic } from '#lib/auth/as-public.ts';
import { stopFollowing } from '#lib/followers/stop-following.ts';
import { proofOf } from '#lib/followers/token.ts';
import { asWritten } from '../../../../../segment.ts';

export const dynamic = 'force-dynamic';

type Link = { params: Promise<{ token: string }> };

/**
 * One click in a mail program (RFC 8058): its provider posts here, from anywhere and without cookies. What it posts says
 * nothing more, so it is not read. The token in the address is what permits it.
 */
export async function POST(_: Request, { params }: Link): Promise<Response> {
  const proof = proofOf(asWritten((await params).token));
  const outcome = proof ? await keepAsPublic(stopFollowing, proof) : undefined;
  const said = outcome?.ok
    ? 'No letter on the register goes to this address any more. It is erased.'
    : 'Nobody follows the register by this link.';
  return new Response(`${said}\n`, {
    status: outcome?.ok ? 200 : 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}

/** Opening it stops nothing, since programs open links too: the page asks. */
export async function GET(_: Request, { params }: Link): Promise<Response> {
  const location = `/follow/stop/${encodeURIComponent(asWritten((await params).token))}`;
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

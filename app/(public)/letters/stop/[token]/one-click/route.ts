import { keepAsPublic } from '#lib/auth/as-public.ts';
import { askToStopLetters } from '#lib/post/ask-to-stop-letters.ts';
import { stopOf } from '#lib/post/stop-token.ts';
import { asWritten } from '../../../../../segment.ts';

export const dynamic = 'force-dynamic';

type Link = { params: Promise<{ token: string }> };

/**
 * One click in a mail program (RFC 8058): its provider posts here, from anywhere and without cookies. What it posts says
 * nothing more, so it is not read. The token in the address is what permits it.
 */
export async function POST(_: Request, { params }: Link): Promise<Response> {
  const stop = stopOf(asWritten((await params).token));
  const outcome = stop ? await keepAsPublic(askToStopLetters, stop) : undefined;
  return new Response(
    outcome?.ok ? 'No such letter goes to this address any more.\n' : 'This link stops no letters.\n',
    {
      status: outcome?.ok ? 200 : 404,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    },
  );
}

/** Opening it stops nothing, since programs open links too: the page asks. */
export async function GET(_: Request, { params }: Link): Promise<Response> {
  const location = `/letters/stop/${encodeURIComponent(asWritten((await params).token))}`;
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

import { keepAsPublic } from '#lib/auth/as-public.ts';
import { originOf } from '#lib/auth/origin.ts';
import { newId } from '#lib/command/new-id.ts';
import { followRegister } from '#lib/followers/follow-register.ts';
import { followerToken, hashOfToken } from '#lib/followers/token.ts';
import { isSameOrigin } from '../../../same-origin.ts';

export const dynamic = 'force-dynamic';

/** More than any address and its field need, in bytes. */
const MOST = 4096;

/** Takes the form of the register's page. What came of it is said at /follow, which keeps what was typed and refused. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return new Response(null, { status: 403 });
  const length = request.headers.get('content-length');
  if (length === null || !(Number(length) <= MOST)) return new Response(null, { status: 413 });
  const form = await request.formData().catch(() => new FormData());
  const email = String(form.get('email') ?? '');

  const id = newId();
  const outcome = await keepAsPublic(followRegister, {
    id,
    tokenHash: hashOfToken(followerToken(id)),
    email,
    origin: originOf({ 'x-forwarded-for': request.headers.get('x-forwarded-for') ?? undefined }).slice(0, 100),
  });
  if (outcome.ok) {
    const { toConfirm } = outcome.value;
    return seen({ done: 'asked', ...(toConfirm === null ? {} : { link: followerToken(toConfirm) }) });
  }
  if (outcome.code !== 'busy') return seen({ typed: email });
  return seen({ typed: email, wait: String(Math.ceil(Number(outcome.facts?.seconds ?? 60) / 60)) });
}

function seen(words: Record<string, string>): Response {
  return new Response(null, {
    status: 303,
    headers: { location: `/follow?${new URLSearchParams(words)}`, 'cache-control': 'no-store' },
  });
}

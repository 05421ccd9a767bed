import 'server-only';
import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from './envelope.ts';

/** Far more than a password, a token and two addresses need, in bytes. */
const MOST = 65_536;

/** next-auth's endpoints. They read a body as a whole, whoever sends it: so only one that says that it is small. */
export async function handleAuth(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const length = request.headers.get('content-length');
  if (request.body && !(length !== null && Number(length) <= MOST)) return new Response(null, { status: 413 });
  return NextAuth(request as never, context as never, authOptions()) as Promise<Response>;
}

import type { NextAuthOptions } from 'next-auth';
import { decode, encode } from 'next-auth/jwt';
import Credentials from 'next-auth/providers/credentials';
import { env, required } from '#db/env.ts';
import { originOf } from './origin.ts';
import { endSession, SESSION_SECONDS, type SessionSecret, signIn } from './session.ts';

/** `__Host-` binds the cookie to this very host, which browsers grant under https only. */
const overHttps = () => env().NEXTAUTH_URL.startsWith('https://');
export const cookieName = (): string => (overHttps() ? '__Host-demur.session' : 'demur.session');
export const cookieOptions = () =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: overHttps(), maxAge: SESSION_SECONDS }) as const;

/** The cookie's content: next-auth's encrypted token, a mere envelope of the session's secret. */
export const seal = (secret: SessionSecret): Promise<string> =>
  encode({ token: { sid: secret }, secret: required('NEXTAUTH_SECRET'), maxAge: SESSION_SECONDS });

/** @returns the session's secret, or null for no cookie, a foreign one, or one whose time is up */
export async function open(cookie: string | undefined): Promise<SessionSecret | null> {
  if (!cookie) return null;
  try {
    const token = await decode({ token: cookie, secret: required('NEXTAUTH_SECRET') });
    return typeof token?.sid === 'string' ? token.sid : null;
  } catch {
    return null; // not ours, or changed on the way
  }
}

/**
 * next-auth's own endpoints (`/api/auth/…`), for clients that speak them. The sign-in page does the same by a plain
 * form. A function, because a build has no secret.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: required('NEXTAUTH_SECRET'),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: { sessionToken: { name: cookieName(), options: cookieOptions() } },
    providers: [
      Credentials({
        name: 'E-mail and password',
        credentials: { email: { label: 'Email', type: 'email' }, password: { label: 'Password', type: 'password' } },
        async authorize(given, request) {
          if (!given) return null;
          const answer = await signIn(given.email, given.password, originOf(request.headers ?? {}));
          return answer.ok ? { id: answer.secret } : null;
        },
      }),
    ],
    callbacks: {
      // The token holds the secret and nothing else: who it is, and whether they may, is read from the database.
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === 'string') await endSession(token.sid);
      },
    },
  };
}

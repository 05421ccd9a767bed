import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { ApiScope } from '#db/schema/vocabulary.ts';
import { originOf } from '#lib/auth/origin.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { Asked } from './ask.ts';
import { ownLimits } from './limits.ts';
import { type ProblemCode, problemDetails, wrongParameters } from './problem-details.ts';
import { bearerOf, tokenHash } from './token.ts';
import type { Told } from './told.ts';
import { noteUse } from './uses.ts';

/** One question that a token may ask. */
export interface Door<P, A> {
  scope: ApiScope;
  parameters: z.ZodType<P>;
  /** Where they are given; in the address unless told. */
  read?(request: Request): Promise<Given>;
  /** Asks the database, which checks the token in the same statement. A word: a problem that shows before or after that. */
  ask(hash: Buffer, parameters: P): Promise<Asked<A> | ProblemCode>;
  content(answer: A, parameters: P): Content;
}

/** Parameters as they were given, or what is wrong with all of them. */
export type Given = { given: unknown } | { wrong: Record<string, string> };

/** What is answered. What stands beside `told` is new with every answer, and no news. */
export interface Content {
  asOf: Instant;
  cursor?: string;
  told: Told;
}

const VARY = { 'cache-control': 'private, no-cache', vary: 'Authorization' };

/** Answers one request: limits, token, parameters, the question itself. No cookie is looked at. */
export async function answerTo<P, A>(request: Request, door: Door<P, A>): Promise<Response> {
  try {
    return await within(request, door);
  } catch (fault) {
    if (isUnavailable(fault)) return problemDetails('unavailable', { headers: { 'retry-after': '5' } });
    const id = randomUUID();
    // where it came from, and not the values that a database's error quotes
    console.error(`Fault ${id}:`, fault instanceof Error ? fault.stack : fault);
    return problemDetails('fault', { fault: id });
  }
}

async function within<P, A>(request: Request, door: Door<P, A>): Promise<Response> {
  const limits = ownLimits();
  const origin = originOf({ 'x-forwarded-for': request.headers.get('x-forwarded-for') ?? undefined });
  const token = bearerOf(request.headers.get('authorization'));
  const hash = token && tokenHash(token);
  const key = hash?.toString('hex');
  const known = key !== undefined && (await limits.knows(key));
  if (!known) {
    const wait = await limits.wait(origin);
    if (wait > 0) return problemDetails('too_many', { headers: { 'retry-after': String(wait) } });
  }
  if (!hash || !key) {
    await limits.stray(origin);
    return unauthorised(request.headers.has('authorization') ? 'token_unknown' : 'token_missing');
  }
  const { allowed, headers } = await limits.take(key);
  if (!allowed) return problemDetails('too_many', { headers });

  const parameters = checked(await (door.read ?? inAddress)(request), door.parameters);
  if ('wrong' in parameters) {
    // nobody has said that this token is one: it counts as none, or made-up ones would fill buckets without end
    if (!known) await limits.stray(origin, key);
    return problemDetails('parameters', { parameters: parameters.wrong, headers });
  }

  const asked = await door.ask(hash, parameters.right);
  if (typeof asked === 'string') {
    if (!known) await limits.stray(origin, key);
    return problemDetails(asked, { headers });
  }
  switch (asked.refusal) {
    case null:
      break;
    case 'token_unknown':
    case 'token_revoked':
    case 'token_expired':
      await limits.stray(origin, key);
      return unauthorised(asked.refusal);
    case 'scope_missing':
      return problemDetails('scope_missing', {
        headers: { ...headers, 'www-authenticate': `${REALM}, error="insufficient_scope", scope="${door.scope}"` },
      });
    default:
      return problemDetails(asked.refusal, { headers });
  }
  const content = door.content(asked.answer, parameters.right);
  noteUse(asked.token, content.asOf);
  return answered(request, content, headers);
}

const REALM = 'Bearer realm="Demur API"';

function unauthorised(code: ProblemCode): Response {
  const error = code === 'token_missing' ? '' : ', error="invalid_token"';
  return problemDetails(code, { headers: { 'www-authenticate': `${REALM}${error}` } });
}

/** Each parameter once. */
function inAddress(request: Request): Given {
  const { searchParams } = new URL(request.url);
  const twice = [...new Set(searchParams.keys())].filter((name) => searchParams.getAll(name).length > 1);
  if (twice.length > 0)
    return { wrong: Object.fromEntries(twice.map((name) => [name, 'stands there more than once'])) };
  return { given: Object.fromEntries(searchParams) };
}

function checked<P>(read: Given, schema: z.ZodType<P>): { right: P } | { wrong: Record<string, string> } {
  if ('wrong' in read) return read;
  const parsed = schema.safeParse(read.given);
  return parsed.success ? { right: parsed.data } : { wrong: wrongParameters(parsed.error) };
}

/** 200 with a weak tag of the news, or 304 where the client has the same. */
function answered(request: Request, { told, ...fresh }: Content, headers: Record<string, string>): Response {
  const all = { ...headers, ...VARY, etag: told.tag };
  if (matches(request.headers.get('if-none-match'), told.tag)) return new Response(null, { status: 304, headers: all });
  const body = `${JSON.stringify(fresh).slice(0, -1)},${told.json.slice(1)}`;
  return new Response(body, { headers: { ...all, 'content-type': 'application/json' } });
}

function matches(known: string | null, tag: string): boolean {
  return known !== null && (known.trim() === '*' || known.split(',').some((one) => one.trim() === tag));
}

/** The server is not there, is starting or stopping, has no connection left, or took too long. */
function isUnavailable(fault: unknown): boolean {
  const { code = '', message = '' } = fault as { code?: string; message?: string };
  return (
    /^(E[A-Z]+|08...|53...|57P..|57014)$/.test(code) || message.includes('timeout exceeded when trying to connect')
  );
}

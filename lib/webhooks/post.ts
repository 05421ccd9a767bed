import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { WebhookFailure } from '#db/schema/vocabulary.ts';
import { epochMilliseconds, type Instant } from '#lib/deadlines/instant.ts';
import { type Address, type Allowed, NameUnknown, type Resolver, resolveTarget, TargetRefused } from './target.ts';
import { PATIENCE } from './webhook.ts';

/** One message as it goes out. */
export interface Outgoing {
  messageId: string;
  url: string;
  body: string;
  /** As the database's clock stands at this try. */
  now: Instant;
  /** The latest secret, then the one before it while that still works. */
  secrets: readonly string[];
}

/** What became of one try. */
export type Answer =
  | { taken: true; code: number; answer: string }
  | { taken: false; failure: WebhookFailure; code: number | null; answer: string };

/** What a post is given beside the message: the connections to one endpoint, and what may be reached. */
export interface Road {
  allowed: Allowed;
  agents: Agents;
  resolve?: Resolver;
  patience?: number;
  /** Whoever sends is asked to stop: nothing is waited for any more. */
  stop?: AbortSignal | undefined;
}

export interface Agents {
  http: http.Agent;
  https: https.Agent;
}

/** Bytes of an answer that are read, and characters that are kept. */
const READ = 4096;
const KEPT = 300;

/** Connections to one endpoint, kept open while there is more to send to it. */
export function agents(most: number): Agents {
  const options = { keepAlive: true, maxSockets: most };
  return { http: new http.Agent(options), https: new https.Agent(options) };
}

/** Sends one message once. It never throws: whatever stood in the way is an answer. */
export async function post(outgoing: Outgoing, road: Road): Promise<Answer> {
  const { allowed, resolve, patience = PATIENCE, stop } = road;
  const late = AbortSignal.timeout(patience);
  const signal = stop ? AbortSignal.any([late, stop]) : late;
  try {
    if (outgoing.secrets.length === 0) return missed('secret', 'The stored secret can’t be read: give it a new one.');
    const url = new URL(outgoing.url);
    const addresses = await Promise.race([resolveTarget(url, allowed, resolve), aborted(signal)]);
    return await send(url, addresses, outgoing, road.agents, signal);
  } catch (error) {
    if (error instanceof TargetRefused) return missed('target', error.message);
    if (error instanceof NameUnknown) return missed('name', error.message);
    if (late.aborted) return missed('timeout', `There was no answer within ${patience / 1000} seconds.`);
    return missed('connection', codeOf(error));
  }
}

const missed = (failure: WebhookFailure, answer: string, code: number | null = null): Answer => ({
  taken: false,
  failure,
  code,
  answer: answer.slice(0, KEPT),
});

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** What names the fault, and nothing of what was sent. */
function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.name : 'unknown';
}

/** As Standard Webhooks has it: over id, time and body, by each secret that works. */
export function signatures({ messageId, now, body, secrets }: Outgoing): Record<string, string> {
  const at = new Date(epochMilliseconds(now));
  return {
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(messageId, at, body)).join(' '),
  };
}

function send(
  url: URL,
  addresses: Address[],
  outgoing: Outgoing,
  { http: plain, https: secure }: Agents,
  signal: AbortSignal,
) {
  const body = Buffer.from(outgoing.body);
  const own = url.protocol === 'https:' ? https : http;
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const request = own.request(
    url,
    {
      method: 'POST',
      agent: url.protocol === 'https:' ? secure : plain,
      lookup: onlyTo(addresses),
      signal,
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        'user-agent': 'Demur-Webhooks/1',
        ...signatures(outgoing),
      },
    },
    (response) => {
      const code = response.statusCode ?? 0;
      const pieces: Buffer[] = [];
      let read = 0;
      const done = () => {
        const answer = legible(Buffer.concat(pieces));
        resolve(code >= 200 && code < 300 ? { taken: true, code, answer } : missed('status', answer, code));
      };
      response.on('data', (piece: Buffer) => {
        pieces.push(piece.subarray(0, READ - read));
        read += piece.length;
        if (read < READ) return;
        done();
        response.destroy();
      });
      response.on('end', done);
      // the receiver's word stands once its status is here, whatever becomes of the rest
      response.on('error', done);
    },
  );
  request.on('error', reject);
  request.end(body);
  return promise;
}

/** The connection goes to what was checked, and the name is not asked for again. */
function onlyTo(addresses: Address[]): LookupFunction {
  return (_host, options, give) => {
    const [first] = addresses;
    if (options.all) give(null, addresses);
    else give(null, first?.address ?? '', first?.family);
  };
}

function legible(bytes: Buffer): string {
  return bytes
    .toString('utf8')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, KEPT);
}

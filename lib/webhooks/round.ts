import { setTimeout } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { carriedOut } from '#lib/command/refusal.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { type Claimed, claimWebhooks } from './claim-webhooks.ts';
import { clearWebhooks } from './clear-webhooks.ts';
import { disableWebhook } from './disable-webhook.ts';
import { dispatchWebhooks } from './dispatch-webhooks.ts';
import { markWebhook } from './mark-webhook.ts';
import { bodyOf } from './payload.ts';
import { agents, post, type Road } from './post.ts';
import { unseal } from './secret.ts';
import { allowedHere } from './target.ts';

/** Where a round runs. What a road is given instead of the configuration's, tests give. */
export interface At {
  opening: Opening;
  log: Logger;
  stop?: AbortSignal;
  road?: Partial<Omit<Road, 'agents' | 'stop'>>;
}

/** Entries of the log that are made into messages in one transaction. */
const ENTRIES = 5000;
/** Messages on their way to one endpoint at a time, and endpoints at a time: what a slow one holds is its own. */
const TO_ONE = 8;
const ENDPOINTS = 8;
/** Milliseconds after which an endpoint lets others have its place. */
const TURN = 10_000;
/** Milliseconds that an endpoint is left alone which took nothing of what it was just sent. */
const REST = 1000;
/** The longest that nobody need look, in milliseconds: what the clock alone alters is told within a minute. */
const MINUTE = 60_000;

/** Of each set of connections the round that is under way in this process. */
const underWay = new WeakMap<Opening['pool'], { lookAgain: () => void }>();

/**
 * Tells the vendor's systems all that is to be told: makes the log into messages, and sends what is due. Where a round is
 * under way in this process already, that one looks again and this one is over: a slow receiver never takes a second
 * place of the worker's.
 *
 * @returns in how many milliseconds the next try is due, at most a minute
 */
export async function webhookRound(at: At): Promise<{ nextIn: number }> {
  const running = underWay.get(at.opening.pool);
  if (running) {
    running.lookAgain();
    return { nextIn: MINUTE };
  }
  let look = Promise.withResolvers<void>();
  let again = true;
  const lookAgain = () => {
    again = true;
    look.resolve();
  };
  underWay.set(at.opening.pool, { lookAgain });
  const lanes = new Map<string, Promise<void>>();
  const faults: unknown[] = [];
  try {
    while ((again || lanes.size > 0) && faults.length === 0) {
      again = false;
      look = Promise.withResolvers<void>();
      await dispatch(at);
      const { due } = await dueAt(at.opening);
      for (const endpointId of due) {
        if (lanes.has(endpointId) || lanes.size >= ENDPOINTS || at.stop?.aborted) continue;
        const lane = turn(at, endpointId)
          .catch((fault) => faults.push(fault))
          .then(() => {
            lanes.delete(endpointId);
            // what is due there still, or at those who had no place, is looked for once more
            lookAgain();
          });
        lanes.set(endpointId, lane);
      }
      if (lanes.size > 0) await look.promise;
    }
  } finally {
    await Promise.all(lanes.values());
    underWay.delete(at.opening.pool);
  }
  if (faults.length > 0) throw faults[0];
  await keep(clearWebhooks, at.opening, { atMost: 1000 });
  return { nextIn: (await dueAt(at.opening)).nextIn };
}

async function dispatch({ opening, log, stop }: At): Promise<void> {
  for (let more = true; more && !stop?.aborted; ) {
    const dispatched = carriedOut(await keep(dispatchWebhooks, opening, { entries: ENTRIES }));
    more = dispatched.more;
    if (dispatched.made > 0) log.info({ made: dispatched.made }, 'webhooks to send');
  }
}

/** The endpoints at which something is due, the longest waiting first, and when the next thing will be. */
async function dueAt(opening: Opening): Promise<{ due: string[]; nextIn: number }> {
  return read(opening, async ({ tx }) => {
    const { rows } = await tx.execute<{ id: string; wait: number }>(sql`
      select w.id, greatest(0, ceil(extract(epoch from next.at - demur.now()) * 1000))::double precision as wait
      from demur.webhook_endpoints w cross join lateral (
        select d.next_try_at as at from demur.webhook_deliveries d
        where d.endpoint_id = w.id and d.delivered_at is null and d.failed_at is null order by d.next_try_at, d.id limit 1) next
      where w.ended_at is null and w.paused_at is null and w.disabled_at is null order by next.at`);
    return {
      due: rows.filter(({ wait }) => wait <= 0).map(({ id }) => id),
      nextIn: Math.min(MINUTE, ...rows.map(({ wait }) => wait)),
    };
  });
}

/** Sends to one endpoint until nothing is due there, its turn is over, or it fails. */
async function turn({ opening, log, stop, road }: At, endpointId: string): Promise<void> {
  const connections = agents(TO_ONE);
  const demo = await read(opening, async ({ installation }) => installation.demo);
  const whole: Road = { allowed: allowedHere(demo), stop, ...road, agents: connections };
  const until = performance.now() + TURN;
  try {
    while (!stop?.aborted && performance.now() < until) {
      const claim = await keep(claimWebhooks, opening, { endpointId, atMost: TO_ONE });
      if (!claim.ok || claim.value.messages.length === 0) return;
      const taken = await Promise.all(
        claim.value.messages.map((message) => sendOne(opening, log, whole, endpointId, claim.value, message)),
      );
      if (taken.length < TO_ONE) continue;
      if (!taken.includes(true)) return await setTimeout(REST, undefined, { signal: stop }).catch(() => undefined);
    }
  } finally {
    connections.http.destroy();
    connections.https.destroy();
  }
}

async function sendOne(
  opening: Opening,
  log: Logger,
  road: Road,
  endpointId: string,
  { url, now, sealed }: Claimed,
  { deliveryId, messageId, kind, at, data }: Claimed['messages'][number],
): Promise<boolean> {
  const secrets = sealed.flatMap((each) => unseal(each, endpointId) ?? []);
  const answer = await post({ messageId: `msg_${messageId}`, url, body: bodyOf(kind, at, data), now, secrets }, road);
  // it was not heard to the end: it is due again when the lease is over
  if (!answer.taken && road.stop?.aborted) return false;
  await keep(markWebhook, opening, { deliveryId, ...answer });
  if (answer.taken) return true;
  log.warn({ endpoint: endpointId, failure: answer.failure, code: answer.code }, 'a webhook was not taken');
  if (answer.code === 410) carriedOut(await run(disableWebhook, opening, { endpointId }));
  return false;
}

import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { env } from '#db/env.ts';

/** Seconds in which a bucket is full again. */
const WINDOW = 60;

/** Requests without a token that works, from one address, in that time. */
const STRAY = 60;

/**
 * Buckets in this process's memory, each with its share of the whole: no request asks anybody else. A client on one
 * connection stays with one process, and so has that share; on several connections it has the whole.
 */
export interface Limits {
  /** Counts a request of a token; null: it has had its share. */
  take(token: string): Promise<Taken>;
  /** Whether a token is known to this process as one that works. */
  knows(token: string): Promise<boolean>;
  /** The token was none: its bucket goes, and where it came from is counted. */
  stray(origin: string, token?: string): Promise<void>;
  /** Seconds that an address waits which sent too many such; 0: none. */
  wait(origin: string): Promise<number>;
}

export interface Taken {
  allowed: boolean;
  headers: Record<string, string>;
}

/** @param perMinute for one token, over all processes */
export function limits(perMinute: number, processes: number): Limits {
  const share = Math.max(1, Math.floor(perMinute / processes));
  const tokens = new RateLimiterMemory({ points: share, duration: WINDOW });
  const strays = new RateLimiterMemory({ points: Math.max(1, Math.floor(STRAY / processes)), duration: WINDOW });
  const policy = `"token";q=${share};w=${WINDOW}`;
  const told = ({ remainingPoints, msBeforeNext }: RateLimiterRes) => ({
    'ratelimit-policy': policy,
    ratelimit: `"token";r=${remainingPoints};t=${seconds(msBeforeNext)}`,
  });
  return {
    async take(token) {
      try {
        return { allowed: true, headers: told(await tokens.consume(token)) };
      } catch (rejected) {
        if (rejected instanceof Error) throw rejected;
        const full = rejected as RateLimiterRes;
        return { allowed: false, headers: { ...told(full), 'retry-after': String(seconds(full.msBeforeNext)) } };
      }
    },
    knows: async (token) => (await tokens.get(token)) !== null,
    async stray(origin, token) {
      if (token) await tokens.delete(token);
      await strays.penalty(origin);
    },
    async wait(origin) {
      const had = await strays.get(origin);
      return had && had.consumedPoints >= strays.points ? seconds(had.msBeforeNext) : 0;
    },
  };
}

const seconds = (milliseconds: number) => Math.max(1, Math.ceil(milliseconds / 1000));

let own: Limits | undefined;

/** This process's. */
export function ownLimits(): Limits {
  own ??= limits(env().API_PER_MINUTE, env().WEB_PROCESSES ?? 1);
  return own;
}

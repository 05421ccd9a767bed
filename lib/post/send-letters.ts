import type { Logger } from 'pino';
import type { Opening } from '#db/transaction.ts';
import { carriedOut } from '#lib/command/refusal.ts';
import { keep } from '#lib/command/unrecorded.ts';
import type { Carrier, Sender } from './carrier.ts';
import { dispatchOf } from './dispatch.ts';
import { LEASE, type Leased, leaseDeliveries } from './lease-deliveries.ts';
import { marker } from './marker.ts';
import type { Pace } from './pace.ts';
import { releaseDeliveries } from './release-deliveries.ts';

/** Milliseconds that one dispatch may take; and how long one goes on after the worker was asked to stop. */
const LONGEST = 120_000;
const LONGEST_WHEN_STOPPING = 4_000;
/** From when on before its lease ends a delivery is not begun any more. */
const IN_TIME = LEASE * 60_000 - LONGEST - 30_000;
/** So many are leased at once, and the next when so few are left. */
const AT_ONCE = 100;
const FEW = 40;

/** So many letters of one connection may have left and wait to be marked while it takes the next. */
const UNMARKED = 2;

/** What sending works with. */
export interface Sending {
  opening: Opening;
  log: Logger;
  stop: AbortSignal;
  carrier: Carrier;
  sender: Sender;
  origin: string;
  pace: Pace;
  /** Only one letter, to see whether the relay can be reached again. */
  probe: boolean;
}

/** How far it came: how many were tried; and what was met in place of a server, where none could be reached. */
export interface Sent {
  tried: number;
  handed: number;
  unreachable: string | null;
}

/**
 * Makes the deliveries that are due, over several connections at once. A connection takes further letters while those
 * before are being marked, but few: so little has left and is not marked when the worker is killed. Where no server can be
 * reached it stops at once, so that the others' tries are not used up.
 */
export async function sendDue({ opening, log, stop, carrier, sender, origin, pace, probe }: Sending): Promise<Sent> {
  const sent: Sent = { tried: 0, handed: 0, unreachable: null };
  const mark = marker({ opening, log, stop });
  const source = leased(opening, probe ? 1 : AT_ONCE);
  const limits = limitsUntil(stop);
  // letters that no server said anything of, one after the other
  let broken = 0;

  async function connection(): Promise<void> {
    const marks: Promise<void>[] = [];
    try {
      while (!stop.aborted && sent.unreachable === null) {
        await pace.letGo(1);
        const delivery = await source.next();
        if (!delivery) return;
        if (delivery.withheld !== null) {
          await mark({ deliveryId: delivery.id, is: 'withheld', host: null, code: null, answer: delivery.withheld });
          continue;
        }
        const carried = await limits.within((limit) => carrier.carry(dispatchOf(delivery, origin), sender, limit));
        sent.tried += 1;
        if (carried.is === 'handed') sent.handed += 1;
        broken = carried.code === null && carried.is === 'not_now' ? broken + 1 : 0;
        if (carried.is === 'unreachable' || broken >= carrier.atOnce) sent.unreachable ??= carried.answer;
        const marked = mark({ deliveryId: delivery.id, ...carried });
        marked.catch(() => undefined);
        marks.push(marked);
        if (marks.length > UNMARKED) await marks.shift();
      }
    } finally {
      await Promise.all(marks);
    }
  }

  try {
    // whatever happens to one, what the others have under way is put down first
    const ends = await Promise.allSettled(Array.from({ length: probe ? 1 : carrier.atOnce }, connection));
    for (const ended of ends) if (ended.status === 'rejected') throw ended.reason;
  } finally {
    limits.end();
    await source.giveBack();
  }
  return sent;
}

/** Deliveries as they are leased, a batch ahead of those who send them. */
function leased(opening: Opening, atOnce: number) {
  let ready: { delivery: Leased; at: number }[] = [];
  let over = false;
  let feeding: Promise<void> | undefined;
  let fault: unknown;

  async function feed(): Promise<void> {
    const at = performance.now();
    const batch = carriedOut(await keep(leaseDeliveries, opening, { atMost: atOnce }));
    ready.push(...batch.map((delivery) => ({ delivery, at })));
    over = atOnce === 1 || batch.length < atOnce;
  }

  return {
    /** The next one, begun in time for its lease; none: nothing more is due. */
    async next(): Promise<Leased | undefined> {
      for (;;) {
        if (!over && ready.length < FEW)
          feeding ??= feed()
            .catch((thrown: unknown) => {
              fault = thrown;
            })
            .finally(() => {
              feeding = undefined;
            });
        if (ready.length === 0 && feeding) await feeding;
        if (fault) throw fault;
        const next = ready.shift();
        if (!next) {
          if (over) return undefined;
          continue;
        }
        if (performance.now() - next.at < IN_TIME) return next.delivery;
      }
    },
    /** Lets go of those that were not begun. */
    async giveBack(): Promise<void> {
      await feeding;
      const deliveryIds = ready.map(({ delivery }) => delivery.id);
      ready = [];
      if (deliveryIds.length > 0) await keep(releaseDeliveries, opening, { deliveryIds }).catch(() => undefined);
    },
  };
}

/** How long a dispatch may take; a little longer at the most once the worker was asked to stop. */
function limitsUntil(stop: AbortSignal) {
  const underWay = new Set<AbortController>();
  let last: NodeJS.Timeout | undefined;
  const stopping = () => {
    last = setTimeout(() => {
      for (const limit of underWay) limit.abort();
    }, LONGEST_WHEN_STOPPING);
  };
  if (stop.aborted) stopping();
  else stop.addEventListener('abort', stopping, { once: true });
  return {
    async within<T>(work: (limit: AbortSignal) => Promise<T>): Promise<T> {
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), LONGEST);
      underWay.add(limit);
      try {
        return await work(limit.signal);
      } finally {
        clearTimeout(timer);
        underWay.delete(limit);
      }
    },
    end() {
      stop.removeEventListener('abort', stopping);
      clearTimeout(last);
    },
  };
}

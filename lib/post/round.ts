import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { env } from '#db/env.ts';
import type { Opening } from '#db/transaction.ts';
import type { Installation } from '#lib/access/actor.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { carriedOut } from '#lib/command/refusal.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { applyReports } from './apply-reports.ts';
import type { Carrier } from './carrier.ts';
import { composeLetters, composeLettersBy } from './compose-letters.ts';
import { giveUpOld, giveUpUnreachable } from './give-up.ts';
import { noteRelay } from './note-relay.ts';
import { ownCarrier } from './own-carrier.ts';
import { type Pace, pace } from './pace.ts';
import { sendDue } from './send-letters.ts';
import { senderOf } from './sender.ts';
import { stopLetters } from './stop-letters.ts';
import type { Writers } from './write-letters.ts';

/** What a round of the post works with. */
export interface PostRound {
  opening: Opening;
  log: Logger;
  stop?: AbortSignal;
  /** Left out: the installation's own, by SMTP_URL; a demo's keeps every letter here. */
  carrier?: Carrier | undefined;
  /** Left out: those of this house. */
  writers?: Writers;
}

const AN_HOUR = 3_600_000;
/** Letters composed in one transaction, and reports taken in. */
const COMPOSED = 100;
const REPORTS = 500;
/** Letters that wait at the same time for their turn to leave: those of a turn of composing wait as long one after another. */
const TOGETHER = 25;

/**
 * Composes all that is owed, sends all that is due, and notes what came of it. Any number of them may run at the same
 * time: what one holds the others pass over.
 * @returns in how many milliseconds the next try is due, an hour at most
 */
export async function postRound(at: PostRound): Promise<{ nextIn: number }> {
  const { opening, log } = at;
  const stop = at.stop ?? new AbortController().signal;
  await takeInReports(opening, stop);
  await giveUpOld(opening);
  const house = await readHouse(opening);
  const carrier = at.carrier ?? ownCarrier(house.installation.demo);
  const word = carrier?.word ?? 'none';
  const host = carrier?.host ?? null;
  if (house.carrier !== word || house.host !== host)
    carriedOut(await keep(noteRelay, opening, { carrier: word, host, unreachable: house.answer }));

  const keeping = pace();
  const composing = composeOwed({ ...at, stop, pace: keeping });
  const sending = carrier ? sendWhile(composing, { ...at, stop, carrier }, house) : undefined;
  // each goes on without the other; the first fault is the round's
  const ends = await Promise.allSettled([composing.done, sending]);
  keeping.end();
  carrier?.rest();
  for (const ended of ends) if (ended.status === 'rejected') throw ended.reason;
  return { nextIn: carrier ? await nextTry(opening) : AN_HOUR };

  async function sendWhile(
    composed: Composing,
    sending: PostRound & { stop: AbortSignal; carrier: Carrier },
    known: House,
  ) {
    let unreachable = known.answer;
    if (unreachable !== null && known.wait > 0) return;
    const sender = senderOf(known.installation);
    const origin = env().NEXTAUTH_URL.replace(/\/+$/, '');
    while (!stop.aborted) {
      const [more, over] = [composed.more(), composed.over()];
      const sent = await sendDue({ ...sending, sender, origin, pace: keeping, probe: unreachable !== null });
      if (sent.handed > 0) log.info({ letters: sent.handed, tried: sent.tried }, 'letters handed over');
      if (sent.unreachable !== null) {
        log.warn({ answer: sent.unreachable, host }, 'no mail server can be reached');
        carriedOut(await keep(noteRelay, opening, { carrier: word, host, unreachable: sent.unreachable }));
        await giveUpUnreachable(opening, sent.unreachable, host);
        return;
      }
      if (sent.tried === 0 && over) return;
      if (sent.tried === 0) await more;
      else if (unreachable !== null) {
        unreachable = null;
        carriedOut(await keep(noteRelay, opening, { carrier: word, host, unreachable }));
      }
    }
  }
}

/** Composing that goes on while letters are sent. */
interface Composing {
  done: Promise<void>;
  over(): boolean;
  /** When there may be more to send than before. */
  more(): Promise<void>;
}

function composeOwed({ opening, log, stop, writers, pace }: PostRound & { stop: AbortSignal; pace: Pace }): Composing {
  const command = writers ? composeLettersBy(writers) : composeLetters;
  let over = false;
  let next = Promise.withResolvers<void>();
  async function compose(): Promise<void> {
    for (let more = true; more && !stop.aborted; ) {
      const turn = carriedOut(await run(command, opening, { atMost: COMPOSED }));
      for (const failed of turn.failed) log.error(failed, 'a letter could not be written');
      more = turn.more;
      next.resolve();
      next = Promise.withResolvers();
      if (!more) break;
      pace.many();
      await pace.letGo(COMPOSED / TOGETHER);
    }
  }
  const done = compose().finally(() => {
    over = true;
    next.resolve();
  });
  return { done, over: () => over, more: () => next.promise };
}

/** What other programs and readers told meanwhile. */
async function takeInReports(opening: Opening, stop: AbortSignal): Promise<void> {
  for (let applied = REPORTS; applied === REPORTS && !stop.aborted; )
    applied = carriedOut(await run(applyReports, opening, { atMost: REPORTS })).applied;
  for (let stopped = REPORTS; stopped === REPORTS && !stop.aborted; )
    stopped = carriedOut(await run(stopLetters, opening, { atMost: REPORTS })).stopped;
}

/** The installation, and how its letters left it when last seen. */
interface House {
  installation: Installation;
  carrier: string | null;
  host: string | null;
  answer: string | null;
  /** Milliseconds until a relay that could not be reached is tried again. */
  wait: number;
}

function readHouse(opening: Opening): Promise<House> {
  return read(opening, async ({ tx, installation }) => {
    const { rows } = await tx.execute<Omit<House, 'installation'> & Record<string, unknown>>(sql`
      select carrier, host, answer, coalesce(ceil(extract(epoch from next_try_at - demur.now()) * 1000), 0)::integer as wait from demur.mail_relay`);
    return { installation, ...(rows[0] ?? { carrier: null, host: null, answer: null, wait: 0 }) };
  });
}

/** Milliseconds until something is to be sent again, from 100 to an hour. */
function nextTry(opening: Opening): Promise<number> {
  return read(opening, async ({ tx }) => {
    const { rows } = await tx.execute<{ wait: number }>(sql`
      select least(${AN_HOUR}, greatest(100, coalesce(ceil(extract(epoch from greatest(
        (select min(greatest(q.next_try_at, q.leased_until)) from demur.delivery_queue q), (select r.next_try_at from demur.mail_relay r)) - demur.now()) * 1000), ${AN_HOUR})))::integer as wait`);
    return rows[0]?.wait ?? AN_HOUR;
  });
}

import type { Logger } from 'pino';
import type { Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { carriedOut } from '#lib/command/refusal.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { beat } from '#lib/outages/beat.ts';
import { recordOutage } from '#lib/outages/record-outage.ts';

/** Milliseconds. */
const A_MINUTE = 60_000;
const WHILE_AWAY = 15_000;
const PATIENCE = 5_000;

/**
 * Sees whether the web answers, and keeps that it did. A silence that was long enough to count is recorded first.
 * @param web where the web is, without a path
 */
export async function heartbeat(opening: Opening, log: Logger, web: string): Promise<{ nextIn: number }> {
  const answer = await readiness(web);
  if (answer !== 'ready') {
    log.warn({ web, answer }, 'the web does not answer');
    return { nextIn: WHILE_AWAY };
  }
  const { silence } = carriedOut(await keep(beat, opening, {}));
  if (silence) {
    const { outageId } = carriedOut(await run(recordOutage, opening, {}));
    log.warn({ outageId }, 'nobody saw for a while that objections could be filed');
  }
  return { nextIn: A_MINUTE };
}

async function readiness(web: string): Promise<string> {
  try {
    const { status } = await fetch(new URL('/readyz', web), {
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    });
    return status === 200 ? 'ready' : `status ${status}`;
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

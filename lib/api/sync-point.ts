import { z } from 'zod';
import { isInstant } from '#lib/deadlines/instant.ts';

const point = z.strictObject({
  position: z.int().min(0),
  at: z.string().refine(isInstant),
});

/**
 * How far a copy of the answers is: all that the log and the clock brought up to `from` is in it; null: nothing is. Within
 * a round also where the round ends (`to`) and after which pair it goes on.
 */
const syncPoint = z.strictObject({
  from: point.nullable(),
  round: z.strictObject({ to: point, after: z.tuple([z.uuid(), z.uuid()]) }).nullable(),
});
export type SyncPoint = z.infer<typeof syncPoint>;

/** As it stands in an address. */
export function writeSyncPoint(at: SyncPoint): string {
  return Buffer.from(JSON.stringify(at)).toString('base64url');
}

/** Null for what is no cursor of this list. */
export function readSyncPoint(written: string): SyncPoint | null {
  try {
    return syncPoint.parse(JSON.parse(Buffer.from(written, 'base64url').toString('utf8')));
  } catch {
    return null;
  }
}

import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { letters } from '#db/schema/letters.ts';
import type { LapseReason, LetterKind } from '#db/schema/vocabulary.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { refuse } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { recipientsOf } from './desk-letter.ts';
import { writeAgainInput } from './inputs.ts';
import { lockLetter } from './lock-letter.ts';

/** Letters that tell of what happened in the instant in which they were obliged: owed again, they still tell of that one. */
const instantaneous: ReadonlySet<LetterKind> = new Set([
  'supplement',
  'window_extended',
  'change_withdrawn',
  'superseded',
]);

interface Owed {
  kind: LetterKind;
  noticeId: string | null;
  subscriberId: string | null;
  about: Record<string, string>;
  facts: Record<string, unknown> | null;
}

/** What a letter tells of, where it is owed again and says when something happened. */
const againFacts = ({ kind, facts }: Owed, obligedAt: Instant) =>
  instantaneous.has(kind) ? { happenedAt: obligedAt, ...facts } : facts;

interface State {
  owed: Owed;
  obligedAt: Instant;
  failed: boolean;
  lapsedBecause: LapseReason | null;
  /** There is somebody to write to now. */
  reachable: boolean;
  /** The same letter, owed again since. */
  since: string | null;
  asked: boolean;
}

interface OwedAgain extends Decided {
  letterId: string;
  /** A letter of its own, where the first has lapsed: that it lapsed stands. */
  anew: Owed | null;
}

/** A letter that failed in being written, or that nobody was there to get, is written after all. */
export const writeLetterAgain: Command<
  z.infer<typeof writeAgainInput>,
  State,
  OwedAgain,
  { letterId: string },
  VendorActor
> = {
  name: 'write-letter-again',
  input: writeAgainInput,
  lock: (tx, { letterId }) => lockLetter(tx, letterId),
  async load(tx, { idempotencyKey, letterId }) {
    const { rows } = await tx.execute<State & Record<string, unknown>>(sql`
      select jsonb_build_object('kind', l.kind, 'noticeId', l.notice_id, 'subscriberId', l.subscriber_id, 'about', l.about, 'facts', l.facts) as owed,
        demur.iso(l.obliged_at) as "obligedAt",
        l.failed_at is not null as failed, l.lapsed_because as "lapsedBecause",
        exists (select from (${recipientsOf}) r where not r.mutes) as reachable,
        (select o.id from demur.letters o where o.notice_id = l.notice_id and o.kind = l.kind and o.about = l.about
          and (o.obliged_at, o.id) > (l.obliged_at, l.id) limit 1) as since,
        exists (select from demur.letters o where o.id = ${idempotencyKey}) as asked
      from demur.letters l where l.id = ${letterId}`);
    return rows[0];
  },
  decide({ owed, obligedAt, failed, lapsedBecause, reachable, since, asked }, { idempotencyKey, letterId }) {
    if (asked) return { already: { letterId: idempotencyKey } };
    const event = (id: string) => [
      {
        type: 'letter.owed_again' as const,
        caseId: owed.noticeId,
        subscriberId: owed.subscriberId,
        facts: { letterId: id, kind: owed.kind },
        rows: [],
      },
    ];
    if (failed) return { letterId, anew: null, events: event(letterId) };
    if (lapsedBecause !== 'nobody_to_write_to')
      return refuse(
        'wrong_status',
        'Only a letter that failed in being written, or that nobody was there to get, is written again.',
      );
    if (since)
      return refuse('already_done', 'This letter was already asked for again.', { facts: { letterId: since } });
    if (!reachable)
      return refuse('reaches_nobody', 'There is still nobody to write to: record a user of the subscriber first.');
    return {
      letterId: idempotencyKey,
      anew: { ...owed, facts: againFacts(owed, obligedAt) },
      events: event(idempotencyKey),
    };
  },
  async save(tx, { letterId, anew }, { now }) {
    if (anew) await tx.insert(letters).values({ id: letterId, ...anew, obligedAt: now });
    else await tx.update(letters).set({ failedAt: null, failure: null }).where(eq(letters.id, letterId));
  },
  result: ({ letterId }) => ({ letterId }),
};

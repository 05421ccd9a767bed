import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { notices } from '#db/schema/changes.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { refuse } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { lockAudience } from '#lib/register/publication.ts';
import { type CatchUp, catchUp, giveNotices, lettersOf, rowsOf } from './catch-up.ts';
import { freshReason, refuseFreshNotice } from './fresh-notice.ts';
import { aboutNotice } from './inputs.ts';
import { lockNotice } from './queries.ts';
import { type Renewable, renewable } from './renewable.ts';

interface Fresh extends Decided {
  given: CatchUp;
  fresh: CatchUp['notices'][number];
}

/**
 * The change is put to a subscriber afresh, with a full window of its own from now: its notice ended without proof that
 * it was shown, or while filing was not possible for sure. The old one stays as it ended; the fresh one speaks from now on.
 */
export const giveFreshNotice: Command<
  z.infer<typeof aboutNotice>,
  Renewable,
  Fresh,
  { noticeId: string; closesAt: Instant },
  VendorActor
> = {
  name: 'give-fresh-notice',
  input: aboutNotice,
  async lock(tx, { noticeId }) {
    const [of] = await tx.select({ subscriberId: notices.subscriberId }).from(notices).where(eq(notices.id, noticeId));
    if (!of) return false;
    await lockAudience(tx, of.subscriberId);
    return lockNotice(tx, noticeId);
  },
  load: (tx, { noticeId }) => renewable(tx, noticeId),
  decide(over, { noticeId }, { now }) {
    const refusal = refuseFreshNotice(over, now);
    if (refusal) return refusal;
    const { dpa, change, subscriberId, place } = over;
    const because = freshReason(over, now);
    const given =
      dpa &&
      catchUp(
        [change],
        { subscriberId, profile: dpa.profile, dpaReference: dpa.reference, occasion: 'fresh' },
        place,
        now,
      );
    const fresh = given?.notices[0];
    if (!fresh || !because) return refuse('not_open', 'This notice needs no fresh one.');
    return {
      given,
      fresh,
      events: [
        {
          type: 'notice.given',
          caseId: fresh.id,
          subscriberId,
          facts: { occasion: 'fresh', after: noticeId, because },
          rows: [{ table: 'notices', id: fresh.id }, ...rowsOf(given)],
        },
      ],
    };
  },
  save: (tx, { given }, { now }) => giveNotices(tx, given, now),
  letters: ({ given }) => lettersOf(given),
  result: ({ fresh: { id, closesAt } }) => ({ noticeId: id, closesAt }),
};

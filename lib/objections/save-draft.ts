import type { z } from 'zod';
import { objectionDrafts } from '#db/schema/objections.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { lockNotice, noticeUnderLock } from '#lib/notices/queries.ts';
import { standingObjections } from './filing-ground.ts';
import { draftInput } from './inputs.ts';
import { refuseFiling } from './objection.ts';

/** Keeps what has been typed so far: one draft a notice, the subscriber's, whoever of its users typed last. */
export const saveDraft: Unrecorded<z.infer<typeof draftInput>, { savedAt: Instant }, SubscriberActor> = {
  name: 'save-draft',
  input: draftInput,
  // under the case's lock: what autosaves while the objection is filed must not come back as a draft
  lock: (tx, { noticeId }) => lockNotice(tx, noticeId),
  async work(tx, { noticeId, content }, { now, actor }) {
    const notice = await noticeUnderLock(tx, noticeId);
    if (!notice) return undefined;
    const refusal = refuseFiling(notice, await standingObjections(tx, noticeId), now);
    if (refusal) return refusal;
    const draft = { content, updatedAt: now, updatedBy: actor.userId };
    await tx
      .insert(objectionDrafts)
      .values({ noticeId, subscriberId: actor.subscriberId, ...draft })
      .onConflictDoUpdate({ target: objectionDrafts.noticeId, set: draft });
    return { value: { savedAt: now } };
  },
};

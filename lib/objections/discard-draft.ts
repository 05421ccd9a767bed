import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { files, objectionDrafts } from '#db/schema/objections.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { aboutNotice } from '#lib/notices/inputs.ts';
import { lockNotice } from '#lib/notices/queries.ts';

/** Throws a draft away, with the files that were uploaded for it. */
export const discardDraft: Unrecorded<z.infer<typeof aboutNotice>, { noticeId: string }, SubscriberActor> = {
  name: 'discard-draft',
  input: aboutNotice,
  lock: (tx, { noticeId }) => lockNotice(tx, noticeId),
  async work(tx, { noticeId }) {
    await tx.delete(objectionDrafts).where(eq(objectionDrafts.noticeId, noticeId));
    await tx
      .delete(files)
      .where(and(eq(files.noticeId, noticeId), eq(files.side, 'subscriber'), isNull(files.filedAt)));
    return { value: { noticeId } };
  },
};

import { askApproval } from '#lib/changes/ask-approval.ts';
import { previewDraft } from '#lib/changes/draft-queries.ts';
import { read } from '#lib/command/read.ts';
import { recordUser } from '#lib/parties/record-user.ts';
import { type ChangeOptions, versionDraft } from './change.ts';
import { byOwner, done, newMark, type World } from './world.ts';

/** A privacy admin beside the scenario's own. */
export async function secondAdmin(world: World): Promise<{ userId: string }> {
  return done(recordUser, byOwner(world, world.now), {
    email: `admin-${newMark()}@vendor.example`,
    name: 'Jon Aguilar',
    vendorRole: 'privacy_admin',
  });
}

/** A draft by another privacy admin than the scenario's, who asks for its approval; with what an answer to that needs. */
export async function approvalAsked(world: World, changes: readonly ChangeOptions[] = [{}]) {
  const { userId: adminId } = await secondAdmin(world);
  const { draftId, opening } = await versionDraft(world, changes, { adminId, publishedAt: world.now });
  const { approvalId } = await done(askApproval, opening, { draftId });
  const preview = await read(opening, (reader) => previewDraft(reader, draftId));
  return { draftId, approvalId, adminId, contentSha256: preview?.draft.contentSha256 ?? '' };
}

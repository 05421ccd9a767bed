import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { filePieces, files } from '#db/schema/objections.ts';
import type { Transaction } from '#db/transaction.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Moment } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';

/** As other files are stored: 256 kB a piece. */
const PIECE = 262_144;

/** The text of an e-mail or letter as it came, pasted by a privacy admin, about to be kept as a file of the case. */
export interface Original {
  id: string;
  name: string;
  size: number;
  /** In hex. */
  sha256: string;
  content: Buffer;
}

export function originalOf(text: string): Original {
  const content = Buffer.from(text, 'utf8');
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { id: newId(), name: 'original.txt', size: content.length, sha256, content };
}

/** Stores it whole. It is filed with the objection that it belongs to. */
export async function saveOriginal(
  tx: Transaction,
  { id, name, size, sha256, content }: Original,
  about: { noticeId: string; subscriberId: string },
  { now, actor }: Moment<VendorActor>,
): Promise<void> {
  await tx.insert(files).values({
    id,
    ...about,
    side: 'vendor',
    name,
    mediaType: 'text/plain',
    size: 0,
    uploadedBy: actor.userId,
    startedAt: now,
  });
  // pieces belong to an upload that is not complete yet: the policy on them says so
  const pieces = [];
  for (let at = 0, position = 0; at < content.length; at += PIECE, position += 1)
    pieces.push({ fileId: id, position, content: content.subarray(at, at + PIECE) });
  await tx.insert(filePieces).values(pieces);
  await tx
    .update(files)
    .set({ size, sha256: Buffer.from(sha256, 'hex'), completedAt: now })
    .where(eq(files.id, id));
}

import { eq } from 'drizzle-orm';
import { letterFiles, letters, letterTexts } from '#db/schema/letters.ts';
import type { Opening } from '#db/transaction.ts';
import { recordId } from '#lib/command/inputs.ts';
import { read } from '#lib/command/read.ts';

/**
 * The HTML of a letter as it was kept. A link of one reader's own, which is put in when a letter is sent, leads to where
 * anybody chooses the same for themselves. Undefined: it is not the reader's to see, or there is none.
 */
export async function openText(opening: Opening, textId: string): Promise<string | undefined> {
  if (!recordId.safeParse(textId).success) return undefined;
  return read(opening, async ({ tx, actor }) => {
    if (actor.role === 'public') return undefined;
    const [row] = await tx
      .select({ html: letterTexts.bodyHtml, followerId: letters.followerId })
      .from(letterTexts)
      .innerJoin(letters, eq(letters.id, letterTexts.letterId))
      .where(eq(letterTexts.id, textId));
    return row?.html.replaceAll('{link}', row.followerId ? '/follow' : '/account');
  });
}

export interface OpenEnclosure {
  name: string;
  mediaType: string;
  content: Buffer;
}

/** A file that went with a letter. Undefined: it is not the reader's to see, or there is none. */
export async function openEnclosure(opening: Opening, fileId: string): Promise<OpenEnclosure | undefined> {
  if (!recordId.safeParse(fileId).success) return undefined;
  return read(opening, async ({ tx, actor }) => {
    if (actor.role === 'public') return undefined;
    const [row] = await tx
      .select({ name: letterFiles.name, mediaType: letterFiles.mediaType, content: letterFiles.content })
      .from(letterFiles)
      .where(eq(letterFiles.id, fileId));
    return row;
  });
}

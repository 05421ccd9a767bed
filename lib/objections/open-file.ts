import { and, eq, gte, isNotNull, lt } from 'drizzle-orm';
import { filePieces, files } from '#db/schema/objections.ts';
import type { Opening } from '#db/transaction.ts';
import { recordId } from '#lib/command/inputs.ts';
import { read } from '#lib/command/read.ts';

/** Pieces read at a time: 1 MB. */
export const AT_ONCE = 4;

export interface OpenFile {
  name: string;
  mediaType: string;
  size: number;
  stream: ReadableStream<Uint8Array>;
}

/**
 * A file for download, for those whom its row's policies let see it: the subscriber its own, the desk and legal once it
 * is filed. It goes out as an attachment and under `nosniff`, whatever it is. Each megabyte is read in a short
 * transaction of its own, so a slow reader holds none, and a session that ends stops the download.
 *
 * @returns undefined for a foreign file, an incomplete one, and none at all
 */
export async function openFile(opening: Opening, fileId: string): Promise<OpenFile | undefined> {
  if (!recordId.safeParse(fileId).success) return undefined;
  const file = await read(opening, async ({ tx, actor }) => {
    if (actor.role === 'public') return undefined;
    const [row] = await tx
      .select({ name: files.name, mediaType: files.mediaType, size: files.size })
      .from(files)
      .where(and(eq(files.id, fileId), isNotNull(files.completedAt)));
    return row;
  });
  return file && { ...file, stream: streamOf(file.size, (position) => piecesFrom(opening, fileId, position)) };
}

/** A file's bytes, a few pieces at a time, as whoever takes them asks for more. */
export function streamOf(
  size: number,
  piecesFrom: (position: number) => Promise<{ content: Buffer }[]>,
): ReadableStream<Uint8Array> {
  let position = 0;
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      const pieces = await piecesFrom(position);
      if (pieces.length === 0) return controller.error(new Error('a piece of a file is missing'));
      for (const { content } of pieces) {
        controller.enqueue(content);
        sent += content.length;
      }
      position += pieces.length;
      if (sent >= size) controller.close();
    },
  });
}

function piecesFrom(opening: Opening, fileId: string, position: number): Promise<{ content: Buffer }[]> {
  return read(opening, ({ tx }) =>
    tx
      .select({ content: filePieces.content })
      .from(filePieces)
      .where(
        and(
          eq(filePieces.fileId, fileId),
          gte(filePieces.position, position),
          lt(filePieces.position, position + AT_ONCE),
        ),
      )
      .orderBy(filePieces.position),
  );
}

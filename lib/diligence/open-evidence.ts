import { and, eq, gte, isNotNull, lt } from 'drizzle-orm';
import { evidenceFiles, evidencePieces } from '#db/schema/diligence.ts';
import type { Opening } from '#db/transaction.ts';
import { recordId } from '#lib/command/inputs.ts';
import { read } from '#lib/command/read.ts';
import { AT_ONCE, type OpenFile, streamOf } from '#lib/objections/open-file.ts';

/**
 * A file of evidence for download: the desk's, and legal's once something names it. It goes out as an attachment and
 * under `nosniff`, whatever it is, as the files of cases do.
 *
 * @returns undefined for an incomplete one, one that is not the reader's to see, and none at all
 */
export async function openEvidence(opening: Opening, fileId: string): Promise<OpenFile | undefined> {
  if (!recordId.safeParse(fileId).success) return undefined;
  const file = await read(opening, async ({ tx, actor }) => {
    if (actor.role !== 'privacy_admin' && actor.role !== 'legal') return undefined;
    const [row] = await tx
      .select({ name: evidenceFiles.name, mediaType: evidenceFiles.mediaType, size: evidenceFiles.size })
      .from(evidenceFiles)
      .where(and(eq(evidenceFiles.id, fileId), isNotNull(evidenceFiles.completedAt)));
    return row;
  });
  return file && { ...file, stream: streamOf(file.size, (position) => piecesFrom(opening, fileId, position)) };
}

function piecesFrom(opening: Opening, fileId: string, position: number): Promise<{ content: Buffer }[]> {
  return read(opening, ({ tx }) =>
    tx
      .select({ content: evidencePieces.content })
      .from(evidencePieces)
      .where(
        and(
          eq(evidencePieces.fileId, fileId),
          gte(evidencePieces.position, position),
          lt(evidencePieces.position, position + AT_ONCE),
        ),
      )
      .orderBy(evidencePieces.position),
  );
}

import { Prose } from '#components/ui/prose.tsx';
import type { Evidence } from '#lib/diligence/diligence.ts';

export type EvidenceShownProps = {
  note: string | null;
  fileId: string | null;
  files: readonly Pick<Evidence, 'id' | 'name'>[];
};

/** What shows something: the note, and the file that it names. */
export function EvidenceShown({ note, fileId, files }: EvidenceShownProps) {
  const file = files.find(({ id }) => id === fileId);
  return (
    <>
      {note ? <Prose className="text-sm">{note}</Prose> : null}
      {fileId ? (
        <a
          href={`/files/evidence/${fileId}`}
          download
          className="break-words text-accent text-sm underline underline-offset-3"
        >
          {file?.name ?? 'The file'}
        </a>
      ) : null}
    </>
  );
}

import { At } from '#components/ui/at.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FileField, FileList } from '#components/ui/file-field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { Evidence } from '#lib/diligence/diligence.ts';
import { ACCEPTED, acceptedEndings } from '#lib/objections/media-type.ts';
import { uploadRefused } from './upload-refused.ts';

export type EvidenceFilesProps = {
  slug: string;
  subprocessorId: string;
  files: readonly Evidence[];
  /** What became of the upload before: a refusal's code, or the file's id. */
  said: string | undefined;
  zone: string;
  remove: (form: FormData) => Promise<void>;
};

/** Files of evidence: those on record stay; one that nothing names may be removed. */
export function EvidenceFiles({ slug, subprocessorId, files, said, zone, remove }: EvidenceFilesProps) {
  return (
    <>
      {files.length > 0 ? (
        <FileList
          label="Evidence"
          files={files.map(({ id, name, size, completedAt, attachedAt }) => ({
            key: id,
            name,
            href: `/files/evidence/${id}`,
            note: (
              <>
                {sizeInWords(size)}, stored <At instant={completedAt} zone={zone} />
                {attachedAt ? '' : '; nothing names it yet'}
              </>
            ),
            ...(attachedAt
              ? {}
              : {
                  remove: (
                    <form action={remove}>
                      <input type="hidden" name="fileId" value={id} />
                      <input type="hidden" name="slug" value={slug} />
                      <SubmitButton look="plain">
                        Remove<span className="sr-only"> {name}</span>
                      </SubmitButton>
                    </form>
                  ),
                }),
          }))}
        />
      ) : (
        <EmptyState title="No file yet">
          A file added here can be chosen where something is attested or recorded.
        </EmptyState>
      )}
      <AddEvidence subprocessorId={subprocessorId} back={`/desk/register/${slug}`} said={said} />
    </>
  );
}

/** Adds a file, and comes back to the page. */
function AddEvidence({
  subprocessorId,
  back,
  said,
}: {
  subprocessorId: string;
  back: string;
  said: string | undefined;
}) {
  return (
    <form action="/files/evidence" method="post" encType="multipart/form-data" className="mt-5">
      <input type="hidden" name="subprocessorId" value={subprocessorId} />
      <input type="hidden" name="back" value={back} />
      <FileField
        label="Add a file"
        name="file"
        hint={`One file of at most 20 MB: ${ACCEPTED}.`}
        accept={acceptedEndings}
        error={uploadRefused(said)}
      />
      <div className="mt-3">
        <SubmitButton look="quiet" pendingLabel="Adding…">
          Add the file
        </SubmitButton>
      </div>
    </form>
  );
}

function sizeInWords(size: number): string {
  if (size < 1000) return `${size} bytes`;
  if (size < 1_000_000) return `${Math.ceil(size / 1000)} kB`;
  return `${(size / 1_000_000).toFixed(1)} MB`;
}

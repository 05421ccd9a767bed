'use client';

import { X } from 'lucide-react';
import { type Dispatch, type ReactNode, type SetStateAction, useState } from 'react';
import { buttonClass } from '#components/ui/button.tsx';
import { FileField, FileList, type ListedFile } from '#components/ui/file-field.tsx';
import { sizeInWords } from '#lib/objections/letter.ts';
import { type Arriving, type Attached, arriving, removeStored, upload } from './upload.ts';

export type AttachmentsProps = {
  noticeId: string;
  files: readonly Attached[];
  setFiles: Dispatch<SetStateAction<readonly Attached[]>>;
  /** Whether some file is still on its way. */
  onBusy: (busy: boolean) => void;
  /** The most that one file may have, in bytes; how many; which endings, and the same in words. */
  limit: number;
  most: number;
  accept: string;
  accepted: string;
  error?: string | undefined;
  label?: string;
  /** Said where there are no scripts, in place of the button that sends the file by a form of its own. */
  withoutScripts?: ReactNode;
};

/** The id of the form that sends a file without scripts; it can't stand within the one that it belongs to. */
export const ATTACH_FORM = 'attach';

/** Files with the draft, each sent by itself as soon as it is chosen, so that filing waits for none. */
export function Attachments(props: AttachmentsProps) {
  const { noticeId, files, setFiles, onBusy, limit, most, accept, accepted, error, label, withoutScripts } = props;
  const [coming, setComing] = useState<readonly Arriving[]>([]);

  async function attach(chosen: File[]) {
    const waiting = chosen.map(arriving);
    const update = (key: string, change: Partial<Arriving> | null) =>
      setComing((now) =>
        now.flatMap((one) => (one.key !== key ? one : change === null ? [] : [{ ...one, ...change }])),
      );
    setComing((now) => [...now.filter(({ refused }) => !refused), ...waiting]);
    onBusy(true);
    for (const { key, file } of waiting) {
      const got = await upload(noticeId, file, limit, (percent) => update(key, { percent }));
      if (got.ok) setFiles((now) => [...now, got.value]);
      update(key, got.ok ? null : { refused: got.sentence });
    }
    onBusy(false);
  }

  async function remove(id: string) {
    const refused = await removeStored(noticeId, id);
    if (refused === null) setFiles((now) => now.filter((one) => one.id !== id));
    else setComing((now) => [...now, { ...arriving(new File([], 'Removing')), refused }]);
  }

  const listed: ListedFile[] = [
    ...files.map(({ id, name, size }) => ({
      key: id,
      name,
      href: `/files/${id}`,
      note: sizeInWords(size),
      remove: <RemoveButton id={id} name={name} onRemove={() => remove(id)} />,
    })),
    ...coming.map(({ key, file, percent, refused }) => ({
      key,
      name: file.name,
      note: refused ? `Not attached: ${refused}` : `Uploading, ${percent} %`,
      refused: refused !== null,
    })),
  ];
  return (
    <div id="files">
      <FileField
        label={label ?? 'Attach files'}
        name="file"
        id="fileIds"
        form={ATTACH_FORM}
        optional
        multiple
        accept={accept}
        error={error}
        hint={`Up to ${most} files of 20 MB each: ${accepted}. They are checked by what they contain.`}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (chosen.length > 0) void attach(chosen);
        }}
      />
      <noscript>
        <p className="mt-2 text-ink-2 text-sm">
          {withoutScripts ?? (
            <>
              Save the draft first: attaching loads this page again.{' '}
              <button type="submit" form={ATTACH_FORM} className={buttonClass('quiet')}>
                Attach
              </button>
            </>
          )}
        </p>
      </noscript>
      <div aria-live="polite">{listed.length > 0 ? <FileList label="Attached files" files={listed} /> : null}</div>
      {files.map(({ id }) => (
        <input key={id} type="hidden" name="fileIds" value={id} />
      ))}
    </div>
  );
}

/** Without scripts it sends the form, which keeps the draft and takes the file off. */
function RemoveButton({ id, name, onRemove }: { id: string; name: string; onRemove: () => void }) {
  return (
    <button
      type="submit"
      name="remove"
      value={id}
      aria-label={`Remove ${name}`}
      className="grid size-8 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-tint hover:text-ink"
      onClick={(event) => {
        event.preventDefault();
        onRemove();
      }}
    >
      <X aria-hidden size={16} />
    </button>
  );
}

import { Paperclip } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { Field, type FieldText } from './field.tsx';

export type FileFieldProps = FieldText & Omit<ComponentProps<'input'>, keyof FieldText | 'type'>;

/** Choose files. The button inside is the browser's own; what was chosen is listed by FileList. */
export function FileField({ label, name, id, hint, error, optional, className = '', ...rest }: FileFieldProps) {
  return (
    <Field label={label} name={name} id={id} hint={hint} error={error} optional={optional}>
      {(wiring) => (
        <input
          type="file"
          className={`block w-full rounded-lg border border-ink-3 border-dashed bg-sheet p-3 text-ink-2 text-sm file:mr-4 file:min-h-9 file:cursor-pointer file:rounded-md file:border file:border-ink-3/60 file:border-solid file:bg-sheet file:px-3.5 file:py-1.5 file:font-sans file:font-semibold file:text-ink hover:file:bg-tint aria-invalid:border-bad ${className}`}
          {...rest}
          {...wiring}
        />
      )}
    </Field>
  );
}

export type ListedFile = {
  key: string;
  name: string;
  /** Where it can be downloaded from, if it can. */
  href?: string;
  /** Size and state in words: "1.2 MB", "Uploading, 40 %", "Not taken: …". */
  note: ReactNode;
  refused?: boolean;
  /** A button that takes it off the list. */
  remove?: ReactNode;
};

/** Files that are attached, or were refused and why. */
export function FileList({ label, files }: { label: string; files: readonly ListedFile[] }) {
  return (
    <ul aria-label={label} className="mt-3 grid gap-2">
      {files.map(({ key, name, href, note, refused, remove }) => (
        <li
          key={key}
          className={`flex items-center gap-3 rounded-md border bg-sheet px-3 py-2 ${refused ? 'border-bad' : 'border-rule'}`}
        >
          <Paperclip aria-hidden size={16} className="shrink-0 text-ink-2" />
          <span className="min-w-0 flex-1">
            {href ? (
              <a href={href} download className="break-words font-medium text-accent underline underline-offset-3">
                {name}
              </a>
            ) : (
              <span className="break-words font-medium">{name}</span>
            )}
            <span className={`block text-sm ${refused ? 'font-medium text-bad' : 'text-ink-2'}`}>{note}</span>
          </span>
          {remove}
        </li>
      ))}
    </ul>
  );
}

import type { ReactNode } from 'react';
import { Prose } from './prose.tsx';

export type LetterProps = {
  /** Names the letter for a screen reader: "Objection OBJ-2026-7K3M9Q". */
  label: string;
  /** Who writes, to whom, when, about what. Leave out what the page above already says. */
  from?: ReactNode;
  to?: ReactNode;
  dated?: ReactNode;
  subject?: ReactNode;
  /** Chips above the text. */
  marks?: ReactNode;
  /** The text as written; line breaks are kept. */
  text: string;
  /** Numbered wishes or measures below the text. */
  list?: { title: string; items: readonly { key: string; text: ReactNode; note?: ReactNode }[] };
  /** Who signed, in which capacity. */
  signed?: ReactNode;
  /** Below the line: attachments, what the letter does not do. */
  children?: ReactNode;
};

/** A letter on the record: what one side said to the other, in a serif, set to be read and not to be operated. */
export function Letter({ label, from, to, dated, subject, marks, text, list, signed, children }: LetterProps) {
  const head = from || to || dated;
  return (
    <article
      aria-label={label}
      className="rounded-lg border border-rule bg-sheet px-4.5 py-5 font-serif text-[1.03rem] leading-[1.65] sm:px-7 sm:py-6"
    >
      {head ? (
        <header className="mb-4 flex flex-wrap justify-between gap-x-8 gap-y-1 border-rule-2 border-b pb-3.5 font-sans text-sm leading-normal">
          <div>
            {from ? (
              <p>
                <span className="text-ink-2">From </span>
                {from}
              </p>
            ) : null}
            {to ? (
              <p>
                <span className="text-ink-2">To </span>
                {to}
              </p>
            ) : null}
          </div>
          {dated ? <p className="text-ink-2 sm:text-right">{dated}</p> : null}
        </header>
      ) : null}
      {subject ? <p className="mb-3 font-semibold text-lg leading-snug">{subject}</p> : null}
      {marks ? <div className="mb-3">{marks}</div> : null}
      <Prose>{text}</Prose>
      {list && list.items.length > 0 ? (
        <div className="mt-4 border-rule-2 border-t pt-3.5 font-sans text-base leading-normal">
          <p className="mb-1.5 text-ink-2 text-sm">{list.title}</p>
          <ol className="list-decimal space-y-1.5 pl-5 marker:text-ink-2 marker:tabular-nums">
            {list.items.map(({ key, text: item, note }) => (
              <li key={key} className="pl-1">
                <span className="whitespace-pre-wrap">{item}</span>
                {note ? <span className="block text-ink-2 text-sm">{note}</span> : null}
              </li>
            ))}
          </ol>
        </div>
      ) : null}
      {signed ? <p className="mt-4 text-base italic">{signed}</p> : null}
      {children ? (
        <footer className="mt-4 border-rule-2 border-t pt-3.5 font-sans text-ink-2 text-sm leading-normal">
          {children}
        </footer>
      ) : null}
    </article>
  );
}

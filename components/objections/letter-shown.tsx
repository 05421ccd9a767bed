import type { ReactNode } from 'react';
import type { Letter, LetterPart } from '#lib/objections/letter.ts';

export type LetterShownProps = {
  letter: Letter;
  /** Names it for a screen reader: "Objection OBJ-2026-7K3M9Q". */
  label: string;
  dated?: ReactNode;
  /** The heading level of its parts. */
  level?: 3 | 4;
  /** What leads to changing a part, while it can be changed. */
  change?: (part: LetterPart) => ReactNode;
  /** Below the signature: attachments to download, requests added later. */
  children?: ReactNode;
};

/** An objection as the letter that it is: before filing, to be read once more, and afterwards as it will always be. */
export function LetterShown({ letter, label, dated, level = 3, change, children }: LetterShownProps) {
  const { from, to, subject, opening, parts, signature } = letter;
  const Heading = level === 3 ? 'h3' : 'h4';
  return (
    <article
      aria-label={label}
      className="rounded-lg border border-rule bg-sheet px-4.5 py-5 font-serif text-[1.03rem] leading-[1.65] sm:px-8 sm:py-7"
    >
      <header className="mb-4 flex flex-wrap justify-between gap-x-8 gap-y-1 border-rule-2 border-b pb-3.5 font-sans text-sm leading-normal">
        <div>
          <p>
            <span className="text-ink-2">From </span>
            {from}
          </p>
          <p>
            <span className="text-ink-2">To </span>
            {to}
          </p>
        </div>
        {dated ? <p className="text-ink-2 sm:text-right">{dated}</p> : null}
      </header>
      <p className="font-semibold text-lg leading-snug">{subject}</p>
      <p className="mt-3 max-w-[70ch]">{opening}</p>
      {parts.map((part) => (
        <section key={part.field} className="mt-5">
          <div className="mb-1 flex items-baseline justify-between gap-4">
            <Heading className="text-md">{part.heading}</Heading>
            {change ? <span className="shrink-0 font-sans text-sm">{change(part)}</span> : null}
          </div>
          <Lines {...part} />
        </section>
      ))}
      <p className="mt-6 italic">
        {signature.map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      </p>
      {children ? (
        <footer className="mt-5 border-rule-2 border-t pt-4 font-sans text-base leading-normal">{children}</footer>
      ) : null}
    </article>
  );
}

function Lines({ lines, list }: LetterPart) {
  if (!list)
    return keyed(lines).map(({ key, line }) => (
      <p key={key} className="mt-1.5 max-w-[70ch] whitespace-pre-wrap break-words first:mt-0">
        {line}
      </p>
    ));
  const List = list === 'numbered' ? 'ol' : 'ul';
  return (
    <List
      className={`max-w-[70ch] space-y-1 pl-6 marker:text-ink-2 ${list === 'numbered' ? 'list-decimal' : 'list-disc'}`}
    >
      {keyed(lines).map(({ key, line }) => (
        <li key={key} className="whitespace-pre-wrap break-words pl-1">
          {line}
        </li>
      ))}
    </List>
  );
}

/** Lines that may say the same twice, each with a key of its own; their order never changes. */
export function keyed(lines: readonly string[]): { key: string; line: string }[] {
  return lines.map((line, at) => ({ key: `${at} ${line}`, line }));
}

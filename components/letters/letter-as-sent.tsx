import type { ReactNode } from 'react';
import { At } from '#components/ui/at.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { Disclosure, Proof } from '#components/ui/disclosure.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { Prose } from '#components/ui/prose.tsx';
import type { EnclosureShown, TextShown } from '#lib/letters/letter.ts';
import { sizeInWords } from '#lib/objections/letter.ts';
import { LANGUAGE } from './letter-words.ts';

export type LetterAsSentProps = {
  text: TextShown;
  /** "Tramontana Learning, S.L. <privacy@…>"; left out where the page does not know it. */
  from?: ReactNode;
  to: ReactNode;
  messageId?: ReactNode;
  zone: string;
};

/** A letter as it goes out: its head, then the page that a mail program shows. Nothing in it can run. */
export function LetterAsSent({ text, from, to, messageId, zone }: LetterAsSentProps) {
  const { id, subject, bodyText, language, composedAt, sha256, enclosures } = text;
  return (
    <>
      <DefinitionTable
        label="Head of the letter"
        rows={[
          { label: 'Subject', value: <span className="font-semibold">{subject}</span> },
          { label: 'From', value: from },
          { label: 'To', value: to },
          { label: 'Written', value: <At instant={composedAt} zone={zone} /> },
          { label: 'Message-ID', value: messageId },
          { label: 'Language', value: LANGUAGE[language] },
          {
            label: enclosures.length === 1 ? 'Enclosure' : 'Enclosures',
            value: enclosures.length > 0 ? <Enclosures enclosures={enclosures} /> : null,
          },
        ]}
      />
      <iframe
        src={`/files/letters/${id}`}
        title={`The letter as it goes out: ${subject}`}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        className="mt-5 h-[44rem] w-full rounded-lg border border-rule bg-sheet"
      />
      <div className="mt-4 grid gap-3">
        <Disclosure summary="The same as plain text, as it goes with it">
          <Prose className="font-mono text-sm">{bodyText}</Prose>
        </Disclosure>
        <Proof facts={[{ label: 'SHA-256 of the letter', value: sha256 }]}>
          Taken over its subject, both forms of its text, and the name and hash of each enclosure, when it was written.
          It shows that the letter has not changed since; it does not show that anybody has read it.
        </Proof>
      </div>
    </>
  );
}

/** Files that went with a letter, to download as they were made. */
export function Enclosures({ enclosures }: { enclosures: readonly EnclosureShown[] }) {
  return (
    <ul className="space-y-1.5">
      {enclosures.map(({ id, name, bytes, sha256 }) => (
        <li key={id}>
          <a
            href={`/files/enclosures/${id}`}
            download
            className="break-words text-accent underline decoration-accent/30 underline-offset-3 hover:decoration-accent"
          >
            {name}
          </a>{' '}
          <span className="text-ink-2 text-sm">{sizeInWords(bytes)}</span>
          <span className="block text-xs">
            <span className="text-ink-2">SHA-256 </span>
            <Mono>{sha256}</Mono>
          </span>
        </li>
      ))}
    </ul>
  );
}

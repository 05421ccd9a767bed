import { At } from '#components/ui/at.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { counted } from '#lib/changes/words.ts';
import type { CaseLetter, TextShown } from '#lib/letters/letter.ts';
import { DeliveriesTable } from './deliveries-table.tsx';
import { Enclosures } from './letter-as-sent.tsx';
import { LANGUAGE, LAPSE, LETTER, letterChip } from './letter-words.ts';

/** The letters of a case: when each was owed and written, its hash, and how far each of its deliveries came. */
export function CaseLetters({ letters, zone }: { letters: readonly CaseLetter[]; zone: string }) {
  if (letters.length === 0)
    return (
      <EmptyState title="No letters yet">
        A letter stands here from the instant at which it is owed, and is kept as it was written.
      </EmptyState>
    );
  return (
    <ol className="divide-y divide-rule-2 border-rule-2 border-y">
      {letters.map((letter) => (
        <li key={letter.letterId} className="py-3.5">
          <OneLetter letter={letter} zone={zone} />
        </li>
      ))}
    </ol>
  );
}

function OneLetter({ letter, zone }: { letter: CaseLetter; zone: string }) {
  const { kind, obligedAt, composedAt, lapsedBecause, failure, texts, deliveries } = letter;
  const chip = letterChip(letter, deliveries);
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="font-semibold">{LETTER[kind]}</span>
        <Chip tone={chip.tone}>{chip.word}</Chip>
      </p>
      <p className="text-ink-2 text-sm">
        owed <At instant={obligedAt} zone={zone} />
        {composedAt ? (
          <>
            , written <At instant={composedAt} zone={zone} />
          </>
        ) : null}
      </p>
      {lapsedBecause ? <p className="text-sm">{LAPSE[lapsedBecause]}</p> : null}
      {failure ? <p className="break-words text-sm">{failure}</p> : null}
      {texts.length > 0 || deliveries.length > 0 ? (
        <div className="mt-1.5 grid gap-1.5">
          {texts.map((text) => (
            <Disclosure key={text.id} summary={`The letter, in ${LANGUAGE[text.language]}`}>
              <Text text={text} />
            </Disclosure>
          ))}
          {deliveries.length > 0 ? (
            <Disclosure summary={counted(deliveries.length, 'delivery', 'deliveries')}>
              <DeliveriesTable deliveries={deliveries} zone={zone} />
            </Disclosure>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

function Text({ text: { subject, bodyText, sha256, enclosures } }: { text: TextShown }) {
  return (
    <div className="grid gap-3">
      <p className="font-semibold">{subject}</p>
      <Prose className="font-mono text-sm">{bodyText}</Prose>
      {enclosures.length > 0 ? <Enclosures enclosures={enclosures} /> : null}
      <p className="text-xs">
        <span className="text-ink-2">SHA-256 </span>
        <Mono>{sha256}</Mono>
      </p>
    </div>
  );
}

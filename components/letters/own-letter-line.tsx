import { At } from '#components/ui/at.tsx';
import { PlainLink } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import type { LetterKind } from '#db/schema/vocabulary.ts';
import { listed } from '#lib/changes/words.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { LETTER } from './letter-words.ts';

export type OwnLetterLineProps = {
  letterId: string;
  kind: LetterKind;
  composedAt: Instant;
  subject: string;
  reference: string | null;
  names: readonly string[];
  enclosures: readonly string[];
  zone: string;
};

/** One letter in its subscriber's list. The whole line is its link. */
export function OwnLetterLine(props: OwnLetterLineProps) {
  const { letterId, kind, composedAt, subject, reference, names, enclosures, zone } = props;
  return (
    <li className="border-rule-2 border-b">
      <PlainLink
        href={`/letters/${letterId}`}
        className="group flex flex-col gap-x-8 gap-y-2 py-4 sm:flex-row sm:items-center sm:justify-between"
      >
        <span className="min-w-0">
          <span className="mb-1 flex flex-wrap gap-1.5">
            <Chip look="outline">{LETTER[kind]}</Chip>
            {enclosures.length > 0 ? (
              <Chip>{enclosures.length === 1 ? '1 enclosure' : `${enclosures.length} enclosures`}</Chip>
            ) : null}
          </span>
          <span className="block break-words font-semibold font-serif text-lg group-hover:text-accent">{subject}</span>
          <span className="mt-0.5 block text-ink-2 text-sm">
            {names.length > 0 ? `To ${listed(names)}` : 'To nobody'}
            {reference ? ` · ${reference}` : ''}
          </span>
        </span>
        <span className="shrink-0 text-ink-2 text-sm sm:max-w-72 sm:text-right">
          <At instant={composedAt} zone={zone} />
        </span>
      </PlainLink>
    </li>
  );
}

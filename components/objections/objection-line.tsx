import { PlainLink } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import type { Tone } from '#components/ui/tone.ts';

export type ObjectionLineProps = {
  reference: string;
  title: string;
  chip: { word: string; tone: Tone };
  /** When it was received, and what happens by when. */
  received: string;
  next: string | null;
};

/** One objection in a list. The whole line is its link. */
export function ObjectionLine({ reference, title, chip, received, next }: ObjectionLineProps) {
  return (
    <li className="border-rule-2 border-b">
      <PlainLink
        href={`/objections/${reference}`}
        className="group flex flex-col gap-x-8 gap-y-2 py-4 sm:flex-row sm:items-center sm:justify-between"
      >
        <span className="min-w-0">
          <span className="mb-1 flex flex-wrap gap-1.5">
            <Chip tone={chip.tone}>{chip.word}</Chip>
          </span>
          <span className="block font-semibold font-serif text-lg group-hover:text-accent">{title}</span>
          <span className="mt-0.5 block text-ink-2 text-sm">
            {reference} · {received}
          </span>
        </span>
        {next ? <span className="shrink-0 text-ink-2 text-sm sm:max-w-72 sm:text-right">{next}</span> : null}
      </PlainLink>
    </li>
  );
}

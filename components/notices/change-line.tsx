import type { ReactNode } from 'react';
import { PlainLink } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import type { Tone } from '#components/ui/tone.ts';

export type ChangeLineProps = {
  href?: string;
  title: string;
  /** Kind, sub-processor, reference: what it is. */
  facts: readonly string[];
  chips: readonly { word: string; tone: Tone }[];
  /** "9 days left", and what that is until. */
  due?: { words: string; urgent: boolean; until: ReactNode };
};

/** One change in a list. The whole line is its link. */
export function ChangeLine({ href, title, facts, chips, due }: ChangeLineProps) {
  const body = (
    <>
      <span className="min-w-0">
        <span className="mb-1 flex flex-wrap gap-1.5">
          {chips.map(({ word, tone }) => (
            <Chip key={word} tone={tone}>
              {word}
            </Chip>
          ))}
        </span>
        <span className={`block font-semibold font-serif text-lg ${href ? 'group-hover:text-accent' : ''}`}>
          {title}
        </span>
        <span className="mt-0.5 block text-ink-2 text-sm">{facts.join(' · ')}</span>
      </span>
      {due ? (
        <span className="shrink-0 sm:text-right">
          <span className={`block font-semibold ${due.urgent ? 'text-warn' : ''}`}>{due.words}</span>
          <span className="block text-ink-2 text-sm">{due.until}</span>
        </span>
      ) : null}
    </>
  );
  const shape = 'flex flex-col gap-x-8 gap-y-2 py-4 sm:flex-row sm:items-center sm:justify-between';
  return (
    <li className="border-rule-2 border-b">
      {href ? (
        <PlainLink href={href} className={`group ${shape}`}>
          {body}
        </PlainLink>
      ) : (
        <div className={shape}>{body}</div>
      )}
    </li>
  );
}

export function ChangeLines({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="border-rule-2 border-t">
      {children}
    </ul>
  );
}

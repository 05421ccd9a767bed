import type { Key, ReactNode } from 'react';
import type { Tone } from './tone.ts';

export type TimelineEntry = {
  key: Key;
  /** Who did what. */
  what: ReactNode;
  /** When: a Moment. */
  when: ReactNode;
  /** More about it, below. */
  detail?: ReactNode;
  tone?: Tone;
  /** Not yet come: set back in grey. */
  ahead?: boolean;
};

export type TimelineProps = { label: string; entries: readonly TimelineEntry[] };

const DOT: Record<Tone, string> = {
  neutral: 'before:border-ink-3',
  accent: 'before:border-accent',
  warn: 'before:border-warn',
  bad: 'before:border-bad',
  good: 'before:border-good',
};

/** What happened, in order, along a line. */
export function Timeline({ label, entries }: TimelineProps) {
  return (
    <ol aria-label={label} className="pl-1">
      {entries.map(({ key, what, when, detail, tone = 'accent', ahead }, index) => (
        <li
          key={key}
          className={`relative pb-4 pl-6 text-base before:absolute before:top-[7px] before:left-0 before:size-2 before:rounded-full before:border-2 before:bg-paper before:outline-3 before:outline-paper ${DOT[ahead ? 'neutral' : tone]} ${ahead ? 'text-ink-2' : ''}`}
        >
          {index < entries.length - 1 ? (
            <span aria-hidden className="absolute top-4 bottom-[-7px] left-[3.5px] w-px bg-rule" />
          ) : null}
          <span>{what}</span> <span className="text-ink-2 text-sm">· {when}</span>
          {detail ? <div className="mt-1 text-ink-2 text-sm">{detail}</div> : null}
        </li>
      ))}
    </ol>
  );
}

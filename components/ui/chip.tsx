import type { ReactNode } from 'react';
import { TONE_GROUND, type Tone } from './tone.ts';

export type ChipProps = {
  tone?: Tone;
  /** `outline` names a quality (a ground, a category); `filled`, the default, a state. */
  look?: 'filled' | 'outline';
  children: ReactNode;
};

/** A word or two about the thing beside it. The word carries the meaning; the tone only underlines it. */
export function Chip({ tone = 'neutral', look = 'filled', children }: ChipProps) {
  const paint = look === 'outline' ? 'border border-ink-3/50 text-ink-2' : TONE_GROUND[tone];
  return (
    <span
      className={`inline-block max-w-full rounded-full px-2.5 py-0.5 font-sans font-semibold text-2xs leading-normal ${paint}`}
    >
      {children}
    </span>
  );
}

/** Several chips in a row. */
export function Chips({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <p className="flex flex-wrap gap-1.5">
      {label ? <span className="sr-only">{label}: </span> : null}
      {children}
    </p>
  );
}

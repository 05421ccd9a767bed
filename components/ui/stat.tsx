import type { ReactNode } from 'react';
import { PlainLink } from './button.tsx';
import { TONE_TEXT, type Tone } from './tone.ts';

export type StatProps = {
  /** The number, ready to read. */
  value: ReactNode;
  /** What it counts: "need an answer". */
  label: ReactNode;
  /** The next fact about it: "nearest 11 December". */
  note?: ReactNode;
  tone?: Tone;
  /** Where these are listed. */
  href?: string;
};

/** One number that somebody acts on. */
export function Stat({ value, label, note, tone, href }: StatProps) {
  const body = (
    <>
      <span className={`block font-semibold font-serif text-2xl tabular-nums ${tone ? TONE_TEXT[tone] : ''}`}>
        {value}
      </span>
      <span className="block font-medium">{label}</span>
      {note ? <span className="block text-ink-2 text-sm">{note}</span> : null}
    </>
  );
  const box = 'block rounded-lg border border-rule bg-sheet px-4.5 py-3.5';
  return href ? (
    <PlainLink href={href} className={`${box} transition-colors hover:border-ink-3`}>
      {body}
    </PlainLink>
  ) : (
    <div className={box}>{body}</div>
  );
}

/** Numbers side by side. */
export function Stats({ children }: { children: ReactNode }) {
  return (
    <div className="my-5 grid grid-cols-2 gap-3 sm:grid-cols-[repeat(auto-fit,minmax(10rem,1fr))]">{children}</div>
  );
}

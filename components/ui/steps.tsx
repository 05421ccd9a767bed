import { Check } from 'lucide-react';
import { PlainLink } from './button.tsx';

export type StepsProps = {
  /** Names the list: "Publishing a change". */
  label: string;
  /** A step with an address can be gone back to. */
  steps: readonly { label: string; href?: string }[];
  /** Index of the step on screen, from 0. */
  current: number;
};

/** Where the reader is in a job of several pages. */
export function Steps({ label, steps, current }: StepsProps) {
  return (
    <nav aria-label={label} className="mb-7 overflow-x-auto">
      <ol className="flex min-w-max gap-x-2 border-rule border-b">
        {steps.map(({ label: step, href }, index) => {
          const done = index < current;
          const here = index === current;
          const mark = (
            <span
              aria-hidden
              className={`grid size-5.5 place-items-center rounded-full border font-semibold text-2xs tabular-nums ${here ? 'border-accent bg-accent text-on-accent' : done ? 'border-accent text-accent' : 'border-ink-3 text-ink-2'}`}
            >
              {done ? <Check size={13} strokeWidth={2.5} /> : index + 1}
            </span>
          );
          const shape = `-mb-px flex min-h-10 items-center gap-2 border-b-2 pr-4 pb-1.5 ${here ? 'border-accent font-semibold text-ink' : 'border-transparent text-ink-2'}`;
          return (
            <li key={step}>
              {done && href ? (
                <PlainLink href={href} className={`${shape} -outline-offset-2 hover:text-ink`}>
                  {mark}
                  <span className="max-sm:sr-only">{step}</span>
                  <span className="sr-only"> (done)</span>
                </PlainLink>
              ) : (
                <span className={shape} aria-current={here ? 'step' : undefined}>
                  {mark}
                  <span className={here ? '' : 'max-sm:sr-only'}>{step}</span>
                  {done ? <span className="sr-only"> (done)</span> : null}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

import { ArrowLeft } from 'lucide-react';
import type { Key, ReactNode } from 'react';
import { PlainLink } from './button.tsx';
import { TONE_TEXT, type Tone } from './tone.ts';

export type SplitProps = {
  /** The list on the left: a Queue. */
  list: ReactNode;
  /** What is picked from it; without it the list stands alone on a phone. */
  children?: ReactNode;
  /** Shown on the right while nothing is picked. */
  nothingPicked?: ReactNode;
  /** On a phone the picked item takes the screen, with this link above it. */
  back?: { href: string; label: string };
};

/** A list beside the one thing picked from it; on a phone one or the other. Goes into a `wide` Shell. */
export function Split({ list, children, nothingPicked, back }: SplitProps) {
  const picked = children !== undefined && children !== null;
  return (
    <div className="flex-1 lg:grid lg:grid-cols-[22.5rem_minmax(0,1fr)]">
      <div className={`border-rule bg-sheet lg:border-r ${picked ? 'hidden lg:block' : ''}`}>{list}</div>
      <div className={`min-w-0 max-w-[61rem] px-4 py-6 sm:px-8 lg:px-10 lg:py-7 ${picked ? '' : 'hidden lg:block'}`}>
        {picked && back ? (
          <PlainLink
            href={back.href}
            className="mb-4 inline-flex min-h-6 items-center gap-1.5 font-medium text-accent text-sm lg:hidden"
          >
            <ArrowLeft aria-hidden size={15} />
            {back.label}
          </PlainLink>
        ) : null}
        {picked ? children : nothingPicked}
      </div>
    </div>
  );
}

export type QueueEntry = {
  key: Key;
  href: string;
  title: ReactNode;
  note?: ReactNode;
  /** What is due, in words: "answer by 11 Dec". */
  due?: ReactNode;
  dueTone?: Tone;
  /** The one shown beside the list. */
  current?: boolean;
};

export type QueueProps = {
  title: string;
  /** Behind the title: "14 need an answer". */
  count?: ReactNode;
  /** How the list is ordered and narrowed; text or a small form. */
  filters?: ReactNode;
  entries: readonly QueueEntry[];
  empty?: ReactNode;
  pager?: ReactNode;
  /** 1 where the list is the page itself. */
  level?: 1 | 2;
};

/** A list of things waiting for somebody. */
export function Queue({ title, count, filters, entries, empty, pager, level = 2 }: QueueProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <section aria-label={title}>
      <div className="border-rule border-b px-4 pt-4.5 pb-3 sm:px-5.5">
        <Heading className="text-lg">
          {title}
          {count ? <span className="font-normal font-sans text-ink-2 text-sm tracking-normal"> · {count}</span> : null}
        </Heading>
        {filters ? <div className="mt-1.5 text-ink-2 text-sm">{filters}</div> : null}
      </div>
      {entries.length === 0 && empty ? <div className="p-5.5">{empty}</div> : null}
      <ul>
        {entries.map(({ key, href, title: name, note, due, dueTone = 'neutral', current }) => (
          <li key={key}>
            <PlainLink
              href={href}
              aria-current={current ? 'true' : undefined}
              className="-outline-offset-2 block border-rule-2 border-b px-4 py-3 transition-colors hover:bg-tint aria-[current]:bg-accent-soft aria-[current]:shadow-[inset_3px_0_var(--accent)] sm:px-5.5"
            >
              <span className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="font-semibold">{name}</span>
                {due ? <span className={`font-semibold text-xs ${TONE_TEXT[dueTone]}`}>{due}</span> : null}
              </span>
              {note ? <span className="mt-0.5 block text-ink-2 text-sm">{note}</span> : null}
            </PlainLink>
          </li>
        ))}
      </ul>
      {pager ? <div className="px-4 py-3 sm:px-5.5">{pager}</div> : null}
    </section>
  );
}

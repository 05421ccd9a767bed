import type { ReactNode } from 'react';
import { PlainLink } from '#components/ui/button.tsx';

export type NewsShown = {
  position: number;
  /** What happened, in one sentence. */
  sentence: string;
  /** On which change, and whose. */
  about: string | null;
  when: ReactNode;
  read: boolean;
};

/** What happened, the latest first. Each line leads to where it happened, and is read once it was followed. */
export function NewsList({ items }: { items: readonly NewsShown[] }) {
  return (
    <ul className="divide-y divide-rule-2 border-rule-2 border-y">
      {items.map(({ position, sentence, about, when, read }) => (
        <li key={position} className="relative py-3 pl-5">
          {read ? null : (
            <span className="absolute top-[1.2rem] left-0.5 size-2 rounded-full bg-accent">
              <span className="sr-only">Unread</span>
            </span>
          )}
          <PlainLink
            href={`/inbox/${position}`}
            className={`rounded-sm underline decoration-accent/30 underline-offset-3 hover:decoration-accent ${read ? 'text-ink-2' : 'font-semibold text-ink'}`}
          >
            {sentence}
          </PlainLink>
          <span className="block text-ink-2 text-sm">
            {about ? `${about} · ` : null}
            {when}
          </span>
        </li>
      ))}
    </ul>
  );
}

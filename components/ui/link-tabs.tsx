import type { ReactNode } from 'react';
import { PlainLink } from './button.tsx';

export type LinkTab = {
  key: string;
  href: string;
  label: ReactNode;
  /** How many stand there, ready to read. */
  count?: ReactNode;
};
export type LinkTabsProps = { label: string; tabs: readonly LinkTab[]; current: string };

/** Parts of a list, each at an address of its own. */
export function LinkTabs({ label, tabs, current }: LinkTabsProps) {
  return (
    <nav aria-label={label} className="mb-5 border-rule border-b">
      <ul className="flex flex-wrap gap-x-6">
        {tabs.map(({ key, href, label: name, count }) => (
          <li key={key}>
            <PlainLink
              href={href}
              aria-current={key === current ? 'page' : undefined}
              className="-mb-px flex min-h-10 items-center gap-1.5 border-transparent border-b-2 text-ink-2 hover:text-ink aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {name}
              {count === undefined ? null : <span className="text-ink-2 text-sm tabular-nums">{count}</span>}
            </PlainLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

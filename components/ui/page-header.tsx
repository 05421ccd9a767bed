import type { ReactNode } from 'react';

export type PageHeaderProps = {
  /** Where this stands: version, reference, state. */
  eyebrow?: ReactNode;
  title: ReactNode;
  /** The matter in one or two sentences. */
  lede?: ReactNode;
  /** Facts in small type below the title, as on a case. */
  facts?: ReactNode;
  /** Links or buttons for the page as a whole. */
  actions?: ReactNode;
  /** `case` is smaller, for the right half of a split. */
  size?: 'page' | 'case';
};

/** The one h1 of a page. */
export function PageHeader({ eyebrow, title, lede, facts, actions, size = 'page' }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <div className="min-w-0 flex-[1_1_22rem]">
        {eyebrow ? <div className="mb-1.5 text-ink-2 text-xs tracking-[0.01em]">{eyebrow}</div> : null}
        <h1 className={size === 'page' ? 'text-2xl tracking-[-0.015em] sm:text-3xl' : 'text-2xl'}>{title}</h1>
        {lede ? <p className="mt-2.5 max-w-[60ch] text-ink-2 text-md">{lede}</p> : null}
        {facts ? <div className="mt-2 max-w-[75ch] text-ink-2 text-sm">{facts}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-3">{actions}</div> : null}
    </header>
  );
}

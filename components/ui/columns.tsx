import type { ReactNode } from 'react';

export type ColumnsProps = {
  children: ReactNode;
  /** Cards on the right: what the reader can do. */
  aside: ReactNode;
  asideLabel: string;
  /** On a phone, put the aside before the rest of the matter; the header then belongs into `head`. */
  head?: ReactNode;
};

/**
 * The matter on the left, what can be done about it on the right. On a phone the order is head, aside,
 * matter: nobody scrolls past everything to find the buttons.
 */
export function Columns({ head, children, aside, asideLabel }: ColumnsProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
      {head ? <div className="min-w-0">{head}</div> : null}
      <aside aria-label={asideLabel} className="grid content-start gap-4.5 lg:col-start-2 lg:row-span-2 lg:row-start-1">
        {aside}
      </aside>
      <div className="min-w-0 lg:col-start-1">{children}</div>
    </div>
  );
}

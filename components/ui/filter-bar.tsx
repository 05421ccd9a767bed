import type { ReactNode } from 'react';
import { buttonClass, TextLink } from './button.tsx';

export type FilterBarProps = {
  /** Names the form: "Search cases". */
  label: string;
  /** Fields; their names become the query of the address, so that a view can be kept and sent. */
  children: ReactNode;
  /** Address without any filter; shown while one is set. */
  clear?: string | undefined;
  submitLabel?: string;
};

/** Narrows a list by an ordinary GET form. */
export function FilterBar({ label, children, clear, submitLabel = 'Show' }: FilterBarProps) {
  return (
    <search aria-label={label}>
      <form
        method="get"
        className="mb-6 grid items-end gap-4 rounded-lg border border-rule bg-sheet px-4 py-4 *:mt-0 sm:grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] sm:px-5"
      >
        {children}
        <div className="flex min-h-10 flex-wrap items-center gap-4">
          <button type="submit" className={buttonClass('quiet')}>
            {submitLabel}
          </button>
          {clear ? <TextLink href={clear}>Clear</TextLink> : null}
        </div>
      </form>
    </search>
  );
}

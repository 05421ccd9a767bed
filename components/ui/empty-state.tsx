import type { ReactNode } from 'react';

export type EmptyStateProps = {
  /** What is the case: "Nothing to answer." */
  title: ReactNode;
  /** What will appear here, and when. */
  children?: ReactNode;
  action?: ReactNode;
};

/** Says what will stand here and when, instead of leaving a hole. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="rounded-lg border border-ink-3/40 border-dashed px-5 py-7 text-center">
      <p className="font-semibold font-serif text-lg">{title}</p>
      {children ? <p className="mx-auto mt-1 max-w-[52ch] text-ink-2">{children}</p> : null}
      {action ? <div className="mt-4 flex justify-center">{action}</div> : null}
    </div>
  );
}

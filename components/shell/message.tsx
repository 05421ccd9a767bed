import type { ReactNode } from 'react';

export type MessageProps = {
  title: string;
  /** What happened and what to do, in sentences. */
  children: ReactNode;
  /** Links or buttons: the ways on. */
  actions?: ReactNode;
};

/** What stands on a page instead of what was asked for. */
export function Message({ title, children, actions }: MessageProps) {
  return (
    <div className="mx-auto max-w-[36rem] py-4">
      <h1 className="text-2xl sm:text-3xl">{title}</h1>
      <div className="mt-3 space-y-3 text-ink-2 text-md">{children}</div>
      {actions ? <div className="mt-7 flex flex-wrap gap-3">{actions}</div> : null}
    </div>
  );
}

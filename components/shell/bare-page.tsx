import type { ReactNode } from 'react';
import { Brand } from './brand.tsx';

export type BarePageProps = {
  title: string;
  /** What happened and what to do, in sentences. */
  children: ReactNode;
  /** Links or buttons: the ways on. */
  actions?: ReactNode;
};

/** A page for when there is no page. It reads nothing, so it can be shown whatever else has failed. */
export function BarePage({ title, children, actions }: BarePageProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-rule border-b bg-sheet px-4 py-2.5 sm:px-8 lg:px-10">
        <Brand />
      </header>
      <main id="content" className="mx-auto w-full max-w-[40rem] px-4 pt-12 pb-16 sm:px-8">
        <h1 className="text-2xl sm:text-3xl">{title}</h1>
        <div className="mt-3 space-y-3 text-ink-2 text-md">{children}</div>
        {actions ? <div className="mt-7 flex flex-wrap gap-3">{actions}</div> : null}
      </main>
    </div>
  );
}

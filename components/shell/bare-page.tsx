import type { ReactNode } from 'react';
import { Brand } from './brand.tsx';

/** A page without its shell, for when that cannot be made. It reads nothing, so it can be shown whatever has failed. */
export function BarePage({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-rule border-b bg-sheet px-4 py-2.5 sm:px-8 lg:px-10">
        <Brand />
      </header>
      <main id="content" className="w-full px-4 pt-9 pb-16 sm:px-8">
        {children}
      </main>
    </div>
  );
}

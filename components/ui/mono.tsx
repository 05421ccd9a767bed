import type { ReactNode } from 'react';

/** Hashes, references and exact instants: every character counts, so it wraps anywhere and never hyphenates. */
export function Mono({ children, className = '' }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={`break-all font-mono text-[0.92em] text-ink-2 tabular-nums [font-variant-ligatures:none] ${className}`}
    >
      {children}
    </span>
  );
}

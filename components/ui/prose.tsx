import type { ReactNode } from 'react';

/** What a person wrote, as they wrote it: line breaks and spaces kept, nothing interpreted. */
export function Prose({ children, className = '' }: { children: string; className?: string }) {
  return <div className={`max-w-[70ch] whitespace-pre-wrap break-words ${className}`}>{children}</div>;
}

/** Small text beside the matter: what follows from a click, where a number comes from. */
export function Note({ children, className = '' }: { children: ReactNode; className?: string }) {
  return <p className={`max-w-[65ch] text-ink-2 text-sm ${className}`}>{children}</p>;
}

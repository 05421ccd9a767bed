import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Mono } from './mono.tsx';

export type DisclosureProps = {
  summary: ReactNode;
  children: ReactNode;
  open?: boolean;
  id?: string;
};

/** Opens where it stands, with or without scripts. */
export function Disclosure({ summary, children, open, id }: DisclosureProps) {
  return (
    <details open={open} id={id}>
      <summary className="inline-flex min-h-6 list-none items-center gap-1 rounded-sm font-medium text-accent text-sm">
        <ChevronRight aria-hidden size={15} className="shrink-0 transition-transform [[open]>summary>&]:rotate-90" />
        <span className="underline decoration-accent/30 underline-offset-3 [summary:hover>&]:decoration-accent">
          {summary}
        </span>
      </summary>
      <div className="mt-2.5 pl-5">{children}</div>
    </details>
  );
}

export type ProofFact = {
  label: ReactNode;
  value: ReactNode /** Plain text rather than a hash, an instant or a number. */;
  prose?: boolean;
};
export type ProofProps = {
  facts: readonly ProofFact[];
  /** What these facts show, and what they do not. */
  children?: ReactNode;
  summary?: string;
};

/** Hashes, log positions and exact instants, folded away until somebody wants to check. */
export function Proof({ facts, children, summary = 'Proof' }: ProofProps) {
  return (
    <Disclosure summary={summary}>
      <dl className="grid gap-x-5 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
        {facts.map(({ label, value, prose }, index) => (
          <div key={typeof label === 'string' ? label : index} className="contents">
            <dt className="text-ink-2 max-sm:mt-1.5">{label}</dt>
            <dd className="min-w-0">{prose ? value : <Mono>{value}</Mono>}</dd>
          </div>
        ))}
      </dl>
      {children ? <div className="mt-3 max-w-[65ch] text-ink-2 text-sm">{children}</div> : null}
    </Disclosure>
  );
}

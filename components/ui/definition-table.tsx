import type { ReactNode } from 'react';

export type Definition = { key?: string; label: ReactNode; value: ReactNode };
export type DefinitionTableProps = {
  rows: readonly Definition[] /** Names the list where no heading stands above it. */;
  label?: string /** For an aside: the label above its value. */;
  narrow?: boolean;
};

/** Labels and what they are, one to a line. Rows whose value is null or undefined are left out. */
export function DefinitionTable({ rows, label, narrow }: DefinitionTableProps) {
  return (
    <dl aria-label={label} className="border-rule-2 border-t">
      {rows
        .filter(({ value }) => value !== null && value !== undefined)
        .map((row, index) => (
          <div
            key={row.key ?? (typeof row.label === 'string' ? row.label : index)}
            className={`border-rule-2 border-b py-2.5 ${narrow ? '' : 'sm:grid sm:grid-cols-[11.5rem_1fr] sm:gap-4'}`}
          >
            <dt className={`text-ink-2 ${narrow ? 'text-sm' : 'max-sm:text-sm'}`}>{row.label}</dt>
            <dd className="min-w-0">{row.value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A value that was not there before: on a neutral tint, with the word. Green would say that it is good. */
export function Added({ children }: { children: ReactNode }) {
  return (
    <ins className="box-decoration-clone rounded-sm bg-tint px-1.5 py-0.5 no-underline">
      {children}
      <span className="ml-1.5 font-semibold text-2xs text-ink-2 tracking-wide">New</span>
    </ins>
  );
}

/** A value that goes away. Struck through, and said. */
export function Removed({ children }: { children: ReactNode }) {
  return (
    <del className="text-ink-2 decoration-ink-3">
      {children}
      <span className="sr-only"> (removed)</span>
    </del>
  );
}

'use client';

import { useEffect, useRef } from 'react';

export type FieldProblem = {
  /** Id of the control: the field's `name`, unless it was given an `id`. */
  field?: string;
  message: string;
};

export type ErrorSummaryProps = {
  problems: readonly FieldProblem[];
  title?: string;
};

/**
 * What stands between the reader and the next step, above the form, each line a link to its field. Takes the
 * focus when it appears, so that nobody wonders why nothing happened.
 */
export function ErrorSummary({ problems, title }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const signature = problems.map(({ field, message }) => `${field} ${message}`).join('\n');
  useEffect(() => {
    if (signature) box.current?.focus();
  }, [signature]);
  if (problems.length === 0) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="mb-6 rounded-lg border border-bad/50 border-l-4 bg-bad-soft px-4.5 py-3.5"
    >
      <p className="font-semibold">
        {title ??
          (problems.length === 1 ? 'One thing needs a change first' : `${problems.length} things need a change first`)}
      </p>
      <ul className="mt-1.5 list-disc pl-5 marker:text-bad">
        {problems.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field ? (
              <a
                href={`#${field}`}
                className="inline-block py-0.5 text-bad underline underline-offset-3"
                onClick={(event) => {
                  const control = document.getElementById(field);
                  if (!control) return;
                  event.preventDefault();
                  control.scrollIntoView({ block: 'center' });
                  control.focus({ preventScroll: true });
                }}
              >
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

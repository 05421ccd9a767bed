'use client';

import { type ComponentProps, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { codePoints } from '#lib/command/text.ts';
import { CONTROL } from './control.tsx';

export type TextAreaProps = ComponentProps<'textarea'> & {
  /** Most code points (after NFC and trimming) that the server takes. Shows a counter; never cuts what is typed. */
  limit?: number;
};

const grouped = new Intl.NumberFormat('en-GB');

/** A bare text area; give it a label through Field or use TextAreaField. Grows with its text where the browser can. */
export function TextArea({ limit, className = '', rows = 5, onInput, ...rest }: TextAreaProps) {
  const initial = String(rest.value ?? rest.defaultValue ?? '');
  const [typed, setTyped] = useState(() => codePoints(initial));
  const early = useTypedEarly(rest.id);
  useLayoutEffect(() => {
    const area = early === null || rest.id === undefined ? null : document.getElementById(rest.id);
    if (!(area instanceof HTMLTextAreaElement) || early === null) return;
    area.value = early;
    setTyped(codePoints(early));
  }, [early, rest.id]);
  const count = rest.value === undefined ? typed : codePoints(initial);
  const over = limit !== undefined && count > limit;
  return (
    <>
      <textarea
        rows={rows}
        className={`${CONTROL} field-sizing-content min-h-24 leading-relaxed ${className}`}
        onInput={(event) => {
          if (limit !== undefined) setTyped(codePoints(event.currentTarget.value));
          onInput?.(event);
        }}
        {...rest}
      />
      {limit === undefined ? null : (
        <span
          className={`mt-1 block text-right text-xs tabular-nums ${over ? 'font-semibold text-bad' : 'text-ink-2'}`}
          role={over ? 'status' : undefined}
        >
          {over
            ? `${grouped.format(count - limit)} over the limit of ${grouped.format(limit)} characters`
            : `${grouped.format(count)} of ${grouped.format(limit)} characters`}
        </span>
      )}
    </>
  );
}

/**
 * What somebody typed before scripts ran; null for nothing. React puts the text that the server sent back over it when it
 * takes the page over, in a text area as in no other control, so it is read just before.
 */
function useTypedEarly(id: string | undefined): string | null {
  const hydrating = useSyncExternalStore(
    () => () => undefined,
    () => false,
    () => true,
  );
  const [early] = useState(() => {
    if (!hydrating || id === undefined || typeof document === 'undefined') return null;
    const area = document.getElementById(id);
    return area instanceof HTMLTextAreaElement && area.value !== area.defaultValue ? area.value : null;
  });
  return early;
}

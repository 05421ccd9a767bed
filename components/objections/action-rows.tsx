'use client';

import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { buttonClass } from '#components/ui/button.tsx';
import { TextAreaField } from '#components/ui/field.tsx';
import type { TextAreaProps } from '#components/ui/text-area.tsx';
import { limits } from '#lib/objections/inputs.ts';

export type ActionRowsProps = {
  /** What the rows hold at first; there is at least one. */
  start: readonly string[];
  /** How many actions there are before these: a supplement numbers on. */
  before?: number;
  errorOf: (field: string) => string | undefined;
  /** What react-hook-form's register gives for a row. */
  control?: (index: number) => TextAreaProps;
};

/** Rows of requested actions, "Requested action 1" and on. Without scripts the button sends the form for one row more. */
export function ActionRows({ start, before = 0, errorOf, control }: ActionRowsProps) {
  const [rows, setRows] = useState(() => [...start.keys()]);
  const added = useRef(false);
  useEffect(() => {
    if (added.current) document.getElementById(`requestedActions.${rows.at(-1)}`)?.focus();
    added.current = false;
  }, [rows]);
  return (
    <>
      {rows.map((index) => (
        <TextAreaField
          key={index}
          label={`Requested action ${before + index + 1}`}
          name={`requestedActions.${index}`}
          rows={2}
          defaultValue={start[index] ?? ''}
          error={errorOf(`requestedActions.${index}`)}
          {...control?.(index)}
        />
      ))}
      {before + rows.length < limits.requestedActions ? (
        <button
          type="submit"
          name="intent"
          value="add"
          className={`mt-3 ${buttonClass('plain')}`}
          onClick={(event) => {
            event.preventDefault();
            added.current = true;
            setRows([...rows, rows.length]);
          }}
        >
          <Plus aria-hidden size={16} />
          Add an action
        </button>
      ) : null}
    </>
  );
}

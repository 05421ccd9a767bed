'use client';

import { Plus, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { buttonClass } from './button.tsx';

export type RowsProps = {
  /** The list's path in the form: its controls are named `<list>.<number>.<field>`. */
  list: string;
  /** The rows there are, by number; numbers need not follow one another. */
  numbers: readonly number[];
  /** What one row is, for its legend and its buttons: "Location". */
  noun: string;
  /** "Add a location" */
  addLabel: string;
  /** No more than so many rows. */
  most?: number;
  children: (number: number, index: number) => ReactNode;
};

/**
 * Rows of controls that can be added and taken out. Without scripts both buttons send the form with
 * `rows=add <list>` or `rows=remove <list>.<number>`, and the action answers with the form as it then is.
 */
export function Rows({ list, numbers, noun, addLabel, most, children }: RowsProps) {
  const [shown, setShown] = useState(numbers);
  const [moved, setMoved] = useState<'added' | 'removed' | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (moved === 'added')
      box.current?.querySelector<HTMLElement>('fieldset:last-of-type :is(input, select, textarea)')?.focus();
    if (moved === 'removed') box.current?.querySelector<HTMLElement>('button[data-add]')?.focus();
    setMoved(null);
  }, [moved]);

  return (
    <div ref={box} className="grid gap-3">
      {shown.map((number, index) => (
        <fieldset key={number} className="relative min-w-0 rounded-md border border-rule px-4 pt-3 pb-4">
          <legend className="sr-only">
            {noun} {index + 1}
          </legend>
          {children(number, index)}
          <button
            type="submit"
            name="rows"
            value={`remove ${list}.${number}`}
            aria-label={`Remove ${noun.toLowerCase()} ${index + 1}`}
            className="absolute top-1.5 right-1.5 grid size-7 place-items-center rounded-md text-ink-2 hover:bg-tint hover:text-ink"
            onClick={(event) => {
              event.preventDefault();
              setShown(shown.filter((one) => one !== number));
              setMoved('removed');
            }}
          >
            <X aria-hidden size={16} />
          </button>
        </fieldset>
      ))}
      {most !== undefined && shown.length >= most ? null : (
        <div>
          <button
            type="submit"
            data-add
            name="rows"
            value={`add ${list}`}
            className={buttonClass('plain')}
            onClick={(event) => {
              event.preventDefault();
              setShown([...shown, Math.max(-1, ...shown) + 1]);
              setMoved('added');
            }}
          >
            <Plus aria-hidden size={16} />
            {addLabel}
          </button>
        </div>
      )}
    </div>
  );
}

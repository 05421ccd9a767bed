'use client';

import { X } from 'lucide-react';
import { type ReactNode, useId, useRef } from 'react';
import { type ButtonLook, buttonClass } from './button.tsx';

export type DialogProps = {
  /** What the opening link says. */
  label: ReactNode;
  /** Page that asks the same: where the link leads without scripts, or in a new tab. */
  href: string;
  look?: ButtonLook;
  full?: boolean;
  title: ReactNode;
  children: ReactNode;
};

/**
 * A question that must be answered before going on. The native modal keeps the focus inside, gives it back, and
 * closes on Escape. Without scripts the link leads to a page of its own.
 */
export function Dialog({ label, href, look = 'quiet', full, title, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  return (
    <>
      <a
        href={href}
        aria-haspopup="dialog"
        className={buttonClass(look, full)}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || !dialog.current) return;
          event.preventDefault();
          dialog.current.showModal();
        }}
      >
        {label}
      </a>
      <dialog
        ref={dialog}
        aria-labelledby={heading}
        className="m-auto w-[calc(100%-2rem)] max-w-[34rem] rounded-lg border border-rule bg-sheet p-0 text-ink shadow-lift backdrop:bg-[rgb(10_12_18/0.5)]"
      >
        <div className="px-5 py-5 sm:px-6.5">
          <div className="mb-3 flex items-start justify-between gap-4">
            <h2 id={heading} className="text-xl">
              {title}
            </h2>
            <button
              type="button"
              aria-label="Close"
              className="-mr-2 grid size-9 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-tint"
              onClick={() => dialog.current?.close()}
            >
              <X aria-hidden size={18} />
            </button>
          </div>
          {children}
        </div>
      </dialog>
    </>
  );
}

'use client';

import type { ComponentProps, ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { type ButtonLook, buttonClass } from './button.tsx';

export type SubmitButtonProps = Omit<ComponentProps<'button'>, 'type'> & {
  look?: ButtonLook;
  full?: boolean;
  /** What the button says while the answer is under way, for example "Filing…". */
  pendingLabel?: ReactNode;
  /** For a form that react-hook-form sends itself, where useFormStatus knows nothing. */
  pending?: boolean;
};

/**
 * Sends its form once. While the answer is under way it says so and ignores further clicks; it is
 * marked aria-disabled rather than disabled, since a disabled button would drop the keyboard focus.
 * The server needs its own guard all the same: without scripts nothing here runs.
 */
export function SubmitButton({
  look = 'primary',
  full,
  pending: told = false,
  pendingLabel,
  className = '',
  children,
  onClick,
  ...rest
}: SubmitButtonProps) {
  const { pending: sending } = useFormStatus();
  const pending = sending || told;
  return (
    <button
      type="submit"
      className={`${buttonClass(look, full)} ${className}`}
      aria-disabled={pending || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else onClick?.(event);
      }}
      {...rest}
    >
      {pending && pendingLabel ? pendingLabel : children}
    </button>
  );
}

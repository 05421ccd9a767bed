import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';

/** primary: the one thing this page is for. quiet: everything else. danger: what cannot be taken back. plain: reads as a link. */
export type ButtonLook = 'primary' | 'quiet' | 'danger' | 'plain';

const SHAPE =
  'inline-flex min-h-10 items-center justify-center gap-2 rounded-md px-4 py-2 text-center font-semibold leading-snug no-underline transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-60 disabled:cursor-not-allowed disabled:opacity-60';

const LOOK: Record<ButtonLook, string> = {
  primary: `${SHAPE} bg-accent text-on-accent hover:bg-accent-strong`,
  quiet: `${SHAPE} border border-ink-3/60 bg-sheet text-ink hover:border-ink-3 hover:bg-tint`,
  danger: `${SHAPE} border border-bad bg-sheet text-bad hover:bg-bad-soft`,
  plain:
    'inline-flex min-h-6 items-center gap-1.5 rounded-sm font-medium text-accent underline decoration-accent/30 underline-offset-3 hover:decoration-accent aria-disabled:opacity-60 disabled:opacity-60',
};

/** The classes of a button, for the rare element that must look like one and is none of those below. */
export function buttonClass(look: ButtonLook = 'quiet', full = false): string {
  return full ? `${LOOK[look]} w-full` : LOOK[look];
}

type Shared = { look?: ButtonLook /** As wide as its container, as in an aside. */; full?: boolean };

export type ButtonProps = ComponentProps<'button'> & Shared;

/** A button that does something on this page. To send a form, use SubmitButton. */
export function Button({ look = 'quiet', full, className = '', type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={`${buttonClass(look, full)} ${className}`} {...rest} />;
}

export type LinkButtonProps = ComponentProps<'a'> & Shared & { href: string };

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ look = 'quiet', full, className = '', ...rest }: LinkButtonProps) {
  return <PlainLink className={`${buttonClass(look, full)} ${className}`} {...rest} />;
}

export type TextLinkProps = ComponentProps<'a'> & { href: string };

/** A link within text or on its own line. */
export function TextLink({ className = '', ...rest }: TextLinkProps) {
  return (
    <PlainLink
      className={`rounded-sm text-accent underline decoration-accent/30 underline-offset-3 hover:decoration-accent ${className}`}
      {...rest}
    />
  );
}

/**
 * next/link without prefetch: a reading is put on the record, so a page may be asked for only by
 * somebody who wants to read it. Downloads, other hosts and mail addresses stay ordinary anchors.
 */
export function PlainLink({ href, ...rest }: ComponentProps<'a'> & { href: string }) {
  const inside = href.startsWith('/') && !href.startsWith('//') && rest.download === undefined;
  return inside ? <Link href={href} prefetch={false} {...rest} /> : <a href={href} {...rest} />;
}

/** Buttons side by side, the first one first in reading order; stacked and full width on a phone. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return (
    <div className="mt-6 flex flex-col gap-3 *:w-full sm:flex-row sm:flex-wrap sm:items-center sm:*:w-auto">
      {children}
    </div>
  );
}

import { PlainLink } from '#components/ui/button.tsx';

/** The name, and the way home. */
export function Brand() {
  return (
    <PlainLink
      href="/"
      aria-label="Demur, first page"
      className="inline-flex min-h-8 items-center rounded-sm font-semibold font-serif text-[1.25rem] tracking-[-0.01em]"
    >
      demur<span className="text-accent">.</span>
    </PlainLink>
  );
}

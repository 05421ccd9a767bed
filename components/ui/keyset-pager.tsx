import { ArrowLeft, ArrowRight } from 'lucide-react';
import { LinkButton } from './button.tsx';

export type KeysetPagerProps = {
  /** Names the pages: "Pages of objections". */
  label: string;
  previous?: string | null;
  /** What the way back leads to, where it is not the page before. */
  previousLabel?: string;
  next?: string | null;
};

/** Back and on through a list that has no page numbers, since rows come and go. Nothing to turn, nothing shown. */
export function KeysetPager({ label, previous, previousLabel = 'Previous', next }: KeysetPagerProps) {
  if (!previous && !next) return null;
  return (
    <nav aria-label={label} className="mt-5 flex flex-wrap justify-between gap-3">
      {previous ? (
        <LinkButton href={previous} rel="prev">
          <ArrowLeft aria-hidden size={16} />
          {previousLabel}
        </LinkButton>
      ) : (
        <span />
      )}
      {next ? (
        <LinkButton href={next} rel="next">
          Next
          <ArrowRight aria-hidden size={16} />
        </LinkButton>
      ) : null}
    </nav>
  );
}

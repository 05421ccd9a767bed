import type { ReactNode } from 'react';

export type CardProps = {
  /** Short heading; leave it out where the content brings its own. */
  title?: ReactNode;
  /** The heading's level in the page's outline. */
  level?: 2 | 3;
  children: ReactNode;
  className?: string;
};

/** A sheet of paper on the page: one matter, one card. */
export function Card({ title, level = 2, children, className = '' }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={`rounded-lg border border-rule bg-sheet px-4 py-4.5 sm:px-5.5 sm:py-5 ${className}`}>
      {title ? <Heading className="mb-2 text-lg">{title}</Heading> : null}
      {children}
    </section>
  );
}

export type SectionProps = {
  title: ReactNode /** Said behind the title, smaller: a count, who reads it. */;
  note?: ReactNode;
  level?: 2 | 3;
  id?: string;
  children: ReactNode;
};

/** A headed part of a page, straight on the paper. */
export function Section({ title, note, level = 2, id, children }: SectionProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="mt-9 first:mt-0" id={id}>
      <Heading className={level === 2 ? 'mb-3 text-lg' : 'mb-2 text-md'}>
        {title}
        {note ? <span className="font-normal font-sans text-ink-2 text-sm tracking-normal"> · {note}</span> : null}
      </Heading>
      {children}
    </section>
  );
}

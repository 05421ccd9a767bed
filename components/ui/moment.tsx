import type { ReactNode } from 'react';

export type MomentProps = {
  /** The instant or civil date, for machines. */
  at: string;
  /** In words, with the zone: "Wed 2 December 2026, 23:59 (Madrid)". */
  words: ReactNode;
  /** Said first, where it helps: "9 days left". */
  relative?: ReactNode;
  /** The exact UTC instant, shown on hover. */
  exact?: string;
};

/** A point in time: how near it is, then what it is in words; the exact instant on hover. Takes ready words from speak.ts. */
export function Moment({ at, words, relative, exact }: MomentProps) {
  return (
    <time dateTime={at} title={exact}>
      {relative ? (
        <>
          <span className="font-semibold text-ink">{relative}</span>
          {' · '}
        </>
      ) : null}
      {words}
    </time>
  );
}

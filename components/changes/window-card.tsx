import type { ReactNode } from 'react';
import { dayInWords, endOfDayInWords, relative, utcExact } from '#lib/deadlines/speak.ts';
import { Ruler, type RulerProps } from './ruler.tsx';
import { WhyThisDate } from './why-this-date.tsx';

export type WindowCardProps = RulerProps & {
  now: NonNullable<RulerProps['now']>;
  /** What there is time for: "to object". */
  aim?: string;
  /** In place of "9 days left", once the window no longer matters: "You objected on 11 November 2026". */
  headline?: ReactNode;
  /** The notice ended before its window did. */
  ended?: boolean;
  /** Why the window was extended, in the vendor's words. */
  extensionReason?: ReactNode;
};

function howItEnds(ended: boolean, closed: boolean): string {
  if (ended) return 'The window would have closed';
  return closed ? 'The window closed' : 'The window closes';
}

/** How long there is left, the ruler, and why it ends when it ends. */
export function WindowCard({ aim = 'to object', headline, ended, extensionReason, ...ruler }: WindowCardProps) {
  const { working, now } = ruler;
  const closesAt = ruler.closesAt ?? working.closesAt;
  const closed = now >= closesAt;
  const left = relative(now, closesAt, working.zone);
  const close = (
    <time dateTime={closesAt} title={utcExact(closesAt)}>
      {endOfDayInWords(closesAt, working.zone)}
    </time>
  );
  return (
    <div className="rounded-lg border border-rule bg-sheet px-4 pt-4.5 pb-4 sm:px-6 sm:pt-5">
      <p className="mb-3.5 text-ink-2 text-sm">
        <strong className="mr-1.5 font-semibold font-serif text-ink text-xl">
          {headline ?? left.charAt(0).toUpperCase() + left.slice(1)}
        </strong>
        {headline ? `${howItEnds(ended === true, closed)} ` : closed ? '· ' : `${aim} · closes `}
        {close}
      </p>
      <Ruler {...ruler} />
      {closesAt > working.closesAt ? (
        <p className="mt-3 max-w-[65ch] text-sm">
          Extended. As counted, the window ended with {dayInWords(working.finalLastDay)}.
          {extensionReason ? <span className="text-ink-2"> {extensionReason}</span> : null}
        </p>
      ) : null}
      <div className="mt-3 border-rule-2 border-t pt-3">
        <WhyThisDate working={working} />
      </div>
    </div>
  );
}

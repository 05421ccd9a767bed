import { TONE_TEXT, type Tone } from './tone.ts';

export type Bar = { key: string; label: string; value: number; tone?: Tone };
export type BarsProps = {
  /** Says what is counted: "Answers of 8 subscribers". */
  label: string;
  bars: readonly Bar[];
};

const grouped = new Intl.NumberFormat('en-GB');

/** Counts side by side. Label and number are text; the bar only lets them be compared at a glance. */
export function Bars({ label, bars }: BarsProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <dl
      aria-label={label}
      className="grid grid-cols-[max-content_minmax(3rem,1fr)_max-content] items-center gap-x-3 gap-y-1.5"
    >
      {bars.map(({ key, label: name, value, tone = 'accent' }) => (
        <div key={key} className="contents">
          <dt className="text-ink-2 text-sm">{name}</dt>
          <dd className="contents">
            <svg aria-hidden="true" className={`h-3 w-full ${TONE_TEXT[tone]}`}>
              <rect width="100%" height="12" rx="2" className="fill-tint" />
              <rect width={`${(100 * value) / most}%`} height="12" rx="2" fill="currentColor" />
            </svg>
            <span className="text-right font-semibold text-sm tabular-nums">{grouped.format(value)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

export type DayBarsProps = {
  /** Says what is counted, over which time: "Answers a day, 2 November to 2 December 2026". */
  label: string;
  /** One for each day, first to last; `label` is the day in words. */
  days: readonly { label: string; value: number; ahead?: boolean }[];
  first: string;
  last: string;
};

/** A count a day over a stretch of days. An image; its text alternative names each day that has any. */
export function DayBars({ label, days, first, last }: DayBarsProps) {
  const most = Math.max(1, ...days.map(({ value }) => value));
  const width = 100 / Math.max(1, days.length);
  const said = days.filter(({ value }) => value > 0).map(({ label: day, value }) => `${day}: ${grouped.format(value)}`);
  return (
    <figure>
      <svg
        role="img"
        aria-label={`${label}. ${said.length > 0 ? said.join('; ') : 'None so far'}.`}
        className="h-14 w-full"
      >
        <line x1="0" x2="100%" y1="55.5" y2="55.5" className="stroke-ink-3" />
        {days.map(({ label: day, value, ahead }, index) => (
          <rect
            key={day}
            data-mark
            x={`${width * (index + 0.15)}%`}
            width={`${width * 0.7}%`}
            y={value > 0 ? 55 - (52 * value) / most : 53}
            height={value > 0 ? (52 * value) / most : 2}
            className={value > 0 ? 'fill-accent' : ahead ? 'fill-transparent' : 'fill-ink-3'}
          />
        ))}
      </svg>
      <figcaption aria-hidden className="mt-1 flex justify-between text-2xs text-ink-2">
        <span>{first}</span>
        <span>most on one day: {grouped.format(Math.max(0, ...days.map(({ value }) => value)))}</span>
        <span>{last}</span>
      </figcaption>
    </figure>
  );
}

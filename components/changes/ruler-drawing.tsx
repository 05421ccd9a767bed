import { useId } from 'react';
import type { CivilDate } from '#lib/deadlines/instant.ts';
import type { RulerDay } from '#lib/deadlines/working.ts';
import { type Every, type Label, type PlacedLabel, placeLabels, type Scale, stretchesOff } from './ruler-scale.ts';

export type RulerLabel = Label & { tone: 'plain' | 'ink' | 'today' };

export type RulerDrawingProps = {
  days: readonly RulerDay[];
  every: Every;
  scale: Scale;
  above: readonly RulerLabel[];
  below: readonly RulerLabel[];
  /** Day N, where the end moved on from it. */
  moved: CivilDate | undefined;
  /** The last day as counted, where it was extended. */
  extendedFrom: CivilDate | undefined;
  /** Places of the marks, in percent. */
  filed: number | undefined;
  decided: number | undefined;
  closed: boolean;
  /** How far time has come, in percent. */
  reached: number;
  /** Least width in pixels that this drawing is shown at. */
  width: number;
  className: string;
};

const TALL = 42;
const FLAG = 33;
const MONDAY = 25;
const SHORT = 15;
/** Height of the row of labels above, and of the arrow of a moved or extended end. */
const LABELS_ABOVE = 19;
const ARROW = 13;

const INK = { plain: 'fill-ink-2', ink: 'fill-ink', today: 'fill-accent' } as const;

/**
 * Places along are percentages and sizes are pixels, so the drawing fills any width without its text growing or
 * shrinking. Presentation attributes and classes only: a style attribute would be refused by the page's CSP.
 */
export function RulerDrawing(props: RulerDrawingProps) {
  const { days, every, scale, above, below, moved, extendedFrom, filed, decided, width, className } = props;
  const hatch = useId();
  const oldEnd = extendedFrom === undefined ? undefined : scale.middle(extendedFrom) + scale.cell / 2;
  const arrowFrom = oldEnd ?? (moved && scale.middle(moved));
  const base = TALL + (above.length > 0 ? LABELS_ABOVE : 2) + (arrowFrom === undefined ? 0 : ARROW);
  const arrowAt = base - TALL - 6;

  return (
    <svg aria-hidden="true" width="100%" height={base + 37} className={`block overflow-visible text-2xs ${className}`}>
      <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V5" strokeWidth="1.3" className="stroke-ink-3" opacity="0.6" />
      </pattern>
      {oldEnd === undefined ? null : (
        <Band from={oldEnd} to={scale.end} base={base} height={MONDAY} className="fill-accent-soft" />
      )}
      {every === 'day'
        ? stretchesOff(days).map(({ from, count }) => (
            <Band
              key={from}
              from={scale.start(from)}
              to={scale.start(from + count)}
              base={base}
              height={SHORT}
              fill={`url(#${hatch})`}
            />
          ))
        : null}

      {/* One user unit across is one percent; strokes keep their width in pixels all the same. */}
      <svg
        aria-hidden="true"
        width="100%"
        height={base}
        viewBox={`0 0 100 ${base}`}
        preserveAspectRatio="none"
        className="overflow-visible fill-none"
      >
        <Strokes {...props} base={base} oldEnd={oldEnd} />
        {arrowFrom === undefined ? null : (
          <Stroke d={`M${arrowFrom.toFixed(2)} ${arrowAt}H${scale.end.toFixed(2)}`} className="stroke-ink-2" />
        )}
        {oldEnd === undefined && arrowFrom !== undefined ? (
          <Stroke
            d={`M${arrowFrom.toFixed(2)} ${arrowAt}V${base - SHORT}`}
            className="stroke-ink-2"
            strokeDasharray="3 3"
          />
        ) : null}
      </svg>

      {arrowFrom === undefined ? null : (
        <Sign x={scale.end} y={arrowAt} d="M-7-4 0 0-7 4" className="fill-none stroke-ink-2" />
      )}
      <circle cx={`${scale.cell / 2}%`} cy={base} r="4" strokeWidth="2" className="fill-sheet stroke-accent" />
      {(every === 'day' ? days.filter(named) : []).map(({ day }) => (
        <Sign
          key={day}
          x={scale.middle(day)}
          y={base - MONDAY}
          d="M0-4 4 0 0 4-4 0Z"
          className="fill-warn stroke-sheet"
        />
      ))}
      {filed === undefined ? null : <circle cx={`${filed}%`} cy={base - FLAG} r="4.5" className="fill-ink" />}
      {decided === undefined ? null : <Sign x={decided} y={base - FLAG} d="M-4.5-4.5h9v9h-9z" className="fill-ink" />}

      {placeLabels(above, width).map((label) => (
        <PlacedText key={label.key} label={label} y={11} />
      ))}
      {placeLabels(below, width).map((label) => (
        <PlacedText key={label.key} label={label} y={base + 17} bold />
      ))}
    </svg>
  );
}

function Strokes({
  days,
  every,
  scale,
  filed,
  decided,
  closed,
  reached,
  base,
  oldEnd,
}: RulerDrawingProps & { base: number; oldEnd: number | undefined }) {
  const up = (x: number, height: number) => `M${x.toFixed(2)} ${base}v${-height}`;
  const along = (from: number, to: number) => `M${from.toFixed(2)} ${base}H${to.toFixed(2)}`;
  const ticks = (some: readonly RulerDay[]) =>
    some.map(({ day, weekday }) => up(scale.middle(day), weekday === 'Monday' ? MONDAY : SHORT)).join('');

  const drawn = days.filter((day) => ticked(day, every));
  const gone = drawn.filter(({ past, today }) => closed || past || today);
  const today = closed ? undefined : days.find((day) => day.today);
  const start = scale.cell / 2;
  return (
    <>
      <Stroke
        d={ticks(drawn.filter((day) => !gone.includes(day))) + along(start, scale.end)}
        className="stroke-ink-3"
      />
      <Stroke d={ticks(gone)} className="stroke-accent" />
      <Stroke d={along(start, reached)} className="stroke-accent" strokeWidth="2" />
      {scale.end < 99.9 ? <Stroke d={along(scale.end, 100)} className="stroke-ink-3" strokeDasharray="2 4" /> : null}
      {today ? <Stroke d={up(scale.middle(today.day), TALL)} className="stroke-accent" strokeWidth="2.5" /> : null}
      {oldEnd === undefined ? null : <Stroke d={up(oldEnd, TALL)} className="stroke-ink" strokeDasharray="3 3" />}
      {[filed, decided].map((at) =>
        at === undefined ? null : <Stroke key={at} d={up(at, FLAG)} className="stroke-ink" />,
      )}
      <Stroke d={up(scale.end, TALL)} className="stroke-ink" strokeWidth="2.5" />
    </>
  );
}

function ticked({ day, weekday }: RulerDay, every: Every): boolean {
  if (every === 'day') return true;
  return every === 'week' ? weekday === 'Monday' : day.endsWith('-01');
}

function named({ off }: RulerDay): boolean {
  return off.some(({ kind }) => kind !== 'weekend');
}

type StrokeProps = { d: string; className: string; strokeWidth?: string; strokeDasharray?: string };

function Stroke({ strokeWidth = '1.25', ...rest }: StrokeProps) {
  return <path data-mark vectorEffect="non-scaling-stroke" strokeWidth={strokeWidth} {...rest} />;
}

type BandProps = { from: number; to: number; base: number; height: number; className?: string; fill?: string };

function Band({ from, to, base, height, ...paint }: BandProps) {
  return <rect x={`${from}%`} width={`${to - from}%`} y={base - height} height={height} {...paint} />;
}

/** A sign drawn in pixels around its place. */
function Sign({ x, y, d, className }: { x: number; y: number; d: string; className: string }) {
  return (
    <svg aria-hidden="true" x={`${x}%`} y={y} className="overflow-visible">
      <path d={d} data-mark className={className} />
    </svg>
  );
}

/** At the edges the text is set flush with the ruler, between them centred on its place. */
function PlacedText({ label, y, bold }: { label: PlacedLabel<RulerLabel>; y: number; bold?: boolean }) {
  const middle = { x: label.left + label.width / 2, anchor: 'middle' } as const;
  const atEnd = label.left + label.width > 99.99 ? ({ x: 100, anchor: 'end' } as const) : middle;
  const { x, anchor } = label.left < 0.01 ? ({ x: 0, anchor: 'start' } as const) : atEnd;
  return label.lines.map((line, index) => (
    <text
      key={line}
      x={`${x}%`}
      y={y + index * 15}
      textAnchor={anchor}
      className={`${INK[label.tone]} ${bold && (index === 0 || label.tone === 'today') ? 'font-semibold' : ''}`}
    >
      {line}
    </text>
  ));
}

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
  const { days, every, scale, above, below, moved, extendedFrom, filed, decided, closed, reached, width, className } =
    props;
  const hatch = useId();
  const arrow = moved !== undefined || extendedFrom !== undefined;
  const top = (above.length > 0 ? LABELS_ABOVE : 2) + (arrow ? ARROW : 0);
  const base = top + TALL;
  const arrowAt = base - TALL - 6;
  const start = `${scale.cell / 2}%`;
  const oldEnd = extendedFrom === undefined ? undefined : scale.middle(extendedFrom) + scale.cell / 2;

  return (
    <svg aria-hidden="true" width="100%" height={base + 37} className={`block overflow-visible text-2xs ${className}`}>
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" x2="0" y1="0" y2="5" strokeWidth="1.3" className="stroke-ink-3" opacity="0.6" />
        </pattern>
      </defs>

      {oldEnd === undefined ? null : (
        <rect
          x={`${oldEnd}%`}
          width={`${scale.end - oldEnd}%`}
          y={base - MONDAY}
          height={MONDAY}
          className="fill-accent-soft"
        />
      )}
      {every === 'day'
        ? stretchesOff(days).map(({ from, count }) => (
            <rect
              key={from}
              x={`${scale.start(from)}%`}
              width={`${scale.cell * count}%`}
              y={base - SHORT}
              height={SHORT}
              fill={`url(#${hatch})`}
            />
          ))
        : null}

      <line x1={start} x2={`${scale.end}%`} y1={base} y2={base} data-mark className="stroke-ink-3" />
      <line
        x1={`${scale.end}%`}
        x2="100%"
        y1={base}
        y2={base}
        data-mark
        className="stroke-ink-3"
        strokeDasharray="2 4"
      />
      <line x1={start} x2={`${reached}%`} y1={base} y2={base} data-mark className="stroke-accent" strokeWidth="2" />

      {days
        .filter((day) => ticked(day, every))
        .map((day) => (
          <Tick key={day.day} day={day} x={scale.middle(day.day)} base={base} closed={closed} />
        ))}

      {oldEnd === undefined ? null : (
        <line
          x1={`${oldEnd}%`}
          x2={`${oldEnd}%`}
          y1={base - TALL}
          y2={base}
          data-mark
          className="stroke-ink"
          strokeWidth="1.5"
          strokeDasharray="3 3"
        />
      )}
      {oldEnd !== undefined ? <Arrow from={oldEnd} to={scale.end} y={arrowAt} /> : null}
      {oldEnd === undefined && moved ? (
        <Arrow from={scale.middle(moved)} to={scale.end} y={arrowAt} foot={base - SHORT} />
      ) : null}
      <line
        x1={`${scale.end}%`}
        x2={`${scale.end}%`}
        y1={base - TALL}
        y2={base + 1}
        data-mark
        className="stroke-ink"
        strokeWidth="2.5"
      />

      {filed === undefined ? null : (
        <>
          <line
            x1={`${filed}%`}
            x2={`${filed}%`}
            y1={base - 33}
            y2={base}
            data-mark
            className="stroke-ink"
            strokeWidth="1.5"
          />
          <circle cx={`${filed}%`} cy={base - 33} r="4.5" className="fill-ink" />
        </>
      )}
      {decided === undefined ? null : (
        <>
          <line
            x1={`${decided}%`}
            x2={`${decided}%`}
            y1={base - 33}
            y2={base}
            data-mark
            className="stroke-ink"
            strokeWidth="1.5"
          />
          <rect
            x={`${decided}%`}
            y={base - 37.5}
            width="9"
            height="9"
            transform="translate(-4.5 0)"
            className="fill-ink"
          />
        </>
      )}

      {placeLabels(above, width).map((label) => (
        <PlacedText key={label.key} label={label} y={11} />
      ))}
      {placeLabels(below, width).map((label) => (
        <PlacedText key={label.key} label={label} y={base + 17} bold />
      ))}
    </svg>
  );
}

function ticked({ day, weekday, part, today }: RulerDay, every: Every): boolean {
  if (every === 'day' || part === 'excluded' || today) return true;
  return every === 'week' ? weekday === 'Monday' : day.endsWith('-01');
}

function Tick({ day, x, base, closed }: { day: RulerDay; x: number; base: number; closed: boolean }) {
  const height = day.today && !closed ? TALL : day.weekday === 'Monday' ? MONDAY : SHORT;
  const gone = day.past || closed;
  const named = day.off.some(({ kind }) => kind !== 'weekend');
  return (
    <>
      <line
        x1={`${x}%`}
        x2={`${x}%`}
        y1={base - height}
        y2={base}
        data-mark
        strokeWidth={day.today && !closed ? 2.5 : 1.25}
        className={gone || day.today ? 'stroke-accent' : 'stroke-ink-3'}
      />
      {day.part === 'excluded' ? (
        <circle cx={`${x}%`} cy={base} r="4" strokeWidth="2" data-mark className="fill-sheet stroke-accent" />
      ) : null}
      {named ? (
        <svg aria-hidden="true" x={`${x}%`} y={base - SHORT - 10} className="overflow-visible">
          <path d="M0-4 4 0 0 4-4 0Z" className="fill-warn stroke-sheet" />
        </svg>
      ) : null}
    </>
  );
}

/** From where the end would have been to where it is. */
function Arrow({ from, to, y, foot }: { from: number; to: number; y: number; foot?: number }) {
  return (
    <>
      {foot === undefined ? null : (
        <line
          x1={`${from}%`}
          x2={`${from}%`}
          y1={y}
          y2={foot}
          data-mark
          className="stroke-ink-2"
          strokeDasharray="3 3"
        />
      )}
      <line x1={`${from}%`} x2={`${to}%`} y1={y} y2={y} data-mark className="stroke-ink-2" />
      <svg aria-hidden="true" x={`${to}%`} y={y} className="overflow-visible">
        <path d="M-7-4 0 0-7 4" fill="none" data-mark className="stroke-ink-2" strokeWidth="1.25" />
      </svg>
    </>
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

import { daysBetween } from '#lib/deadlines/civil-day.ts';
import type { CivilDate } from '#lib/deadlines/instant.ts';
import type { RulerDay } from '#lib/deadlines/working.ts';

/** Above so many days a tick a day is a grey band: then one a week, then one a month. */
const DAYS_DRAWN = 124;
const WEEKS_DRAWN = 800;

export type Every = 'day' | 'week' | 'month';

/** Which days get a tick. */
export function tickEvery(days: readonly RulerDay[]): Every {
  if (days.length <= DAYS_DRAWN) return 'day';
  return days.length <= WEEKS_DRAWN ? 'week' : 'month';
}

/**
 * Where things stand along the ruler, in percent of its width. Each day of the window takes an equal cell. What
 * happens after the window (a late filing, a decision) stands on a stretch without ticks, at most a third as long as
 * the window itself, so that the window stays readable whatever comes after it.
 */
export type Scale = {
  /** The middle of a day's cell; of the first or last cell for a day outside of the window that has no place. */
  middle: (day: CivilDate) => number;
  start: (index: number) => number;
  /** Right edge of the last day: the close. */
  end: number;
  cell: number;
};

/** @param after days after the window that something is marked on */
export function scaleOf(days: readonly RulerDay[], after: readonly CivilDate[] = []): Scale {
  const first = days[0]?.day;
  const last = days.at(-1)?.day;
  const index = new Map(days.map(({ day }, at) => [day, at]));
  const beyond = last === undefined ? [] : after.map((day) => daysBetween(last, day)).filter((count) => count > 0);
  const farthest = Math.max(0, ...beyond);
  const stretch = Math.min(farthest, Math.ceil(days.length / 3));
  // Half a cell of air at the right, so that the farthest mark does not stand on the edge.
  const cells = days.length + (farthest > 0 ? stretch + 0.5 : 0);
  const cell = 100 / Math.max(1, cells);

  return {
    cell,
    end: cell * days.length,
    start: (at) => cell * at,
    middle: (day) => {
      const at = index.get(day);
      if (at !== undefined) return cell * (at + 0.5);
      if (first === undefined || last === undefined || day < first) return cell * 0.5;
      const passed = Math.min(farthest, daysBetween(last, day));
      return cell * (days.length + (farthest === 0 ? 0 : (passed * stretch) / farthest));
    },
  };
}

/** Neighbouring days off as stretches: index of the first day, and how many. */
export function stretchesOff(days: readonly RulerDay[]): { from: number; count: number }[] {
  const stretches: { from: number; count: number }[] = [];
  for (const [at, { off }] of days.entries()) {
    if (off.length === 0) continue;
    const open = stretches.at(-1);
    if (open && open.from + open.count === at) open.count += 1;
    else stretches.push({ from: at, count: 1 });
  }
  return stretches;
}

export type Label = {
  key: string;
  /** What it belongs to, in percent of the width. */
  at: number;
  /** Set one above the other. */
  lines: readonly string[];
};

/** A label with its left edge, in percent. */
export type PlacedLabel<L extends Label> = L & { left: number; width: number };

/** Upper bound of the width of a character at the labels' size, in pixels. */
const CHARACTER = 6.6;
const GAP = 8;

/**
 * Labels as near to their marks as they fit side by side: none overlaps another or the edges of a ruler `width`
 * pixels wide. On a wider one the same percentages only leave more room. Where they cannot all fit, the last ones go.
 */
export function placeLabels<L extends Label>(labels: readonly L[], width: number): PlacedLabel<L>[] {
  const percent = 100 / width;
  const gap = GAP * percent;
  const fitting: PlacedLabel<L>[] = [];
  let room = 100 + gap;
  for (const label of labels) {
    const own = Math.max(...label.lines.map((line) => line.length)) * CHARACTER * percent;
    if (own + gap > room) continue;
    room -= own + gap;
    fitting.push({ ...label, left: label.at - own / 2, width: own });
  }

  fitting.sort((one, other) => one.at - other.at);
  // Rightwards so that each clears the one before it, then leftwards so that the last ends within the ruler.
  let edge = 0;
  for (const label of fitting) {
    label.left = Math.max(label.left, edge);
    edge = label.left + label.width + gap;
  }
  edge = 100;
  for (const label of fitting.toReversed()) {
    label.left = Math.min(label.left, edge - label.width);
    edge = label.left - gap;
  }
  return fitting;
}

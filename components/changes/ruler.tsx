import type { Working } from '#lib/deadlines/deadline.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn, lastDayBefore, shortDay } from '#lib/deadlines/speak.ts';
import { type RulerDay, days as rulerDays } from '#lib/deadlines/working.ts';
import { RulerDrawing, type RulerLabel } from './ruler-drawing.tsx';
import { scaleOf, tickEvery } from './ruler-scale.ts';
import { namedDaysInShort, rulerInWords } from './ruler-words.ts';

export type RulerProps = {
  /** As frozen on the notice. */
  working: Working;
  now?: Instant;
  filedAt?: Instant | null;
  decidedAt?: Instant | null;
  /** The notice's present close; drawn as an extension where it is later than the one counted. */
  closesAt?: Instant | null;
  /** What happened on the first day; for a notice given later than the publication, "given". */
  startWord?: string;
};

/** The narrowest ruler each of the two drawings is made for, in pixels: a phone of 320, and where `@lg` begins. */
const NARROW = 256;
const WIDE = 512;

/**
 * The window as a ruler: a tick a day in the window's own zone, from the day that is not counted to the close. An
 * image; its text alternative says the same. Drawn twice, for a narrow and a wide place, since only the labels'
 * distances differ and no script may be needed to measure.
 */
export function Ruler({ working, now, filedAt, decidedAt, closesAt, startWord = 'published' }: RulerProps) {
  const extendedTo = closesAt && closesAt > working.closesAt ? lastDayBefore(closesAt, working.zone) : undefined;
  const filed = filedAt ?? undefined;
  const decided = decidedAt ?? undefined;
  const days = rulerDays(working, { now, filed, decided, extendedTo });
  const closed = now !== undefined && now >= (closesAt ?? working.closesAt);
  const every = tickEvery(days);

  const dayOf = (instant: Instant) => civilDayIn(instant, working.zone);
  const scale = scaleOf(days, [filed, decided].filter((instant) => instant !== undefined).map(dayOf));
  const today = days.find((day) => day.today)?.day;
  const last = extendedTo ?? working.finalLastDay;
  const closeWord = closed ? 'closed' : 'closes';

  const below: RulerLabel[] = [
    {
      key: 'start',
      at: scale.middle(working.excludedDay),
      lines: [shortDay(working.excludedDay), today === working.excludedDay ? `${startWord} today` : startWord],
      tone: today === working.excludedDay ? 'today' : 'plain',
    },
    {
      key: 'end',
      at: scale.end,
      lines: [shortDay(last), today === last && !closed ? 'closes today' : closeWord],
      tone: 'ink',
    },
  ];
  if (today !== undefined && today !== working.excludedDay && today !== last)
    below.push({ key: 'today', at: scale.middle(today), lines: [shortDay(today), 'today'], tone: 'today' });

  const above: RulerLabel[] = [];
  if (filed)
    above.push({
      key: 'filed',
      at: scale.middle(dayOf(filed)),
      lines: [`filed ${shortDay(dayOf(filed))}`],
      tone: 'ink',
    });
  if (decided)
    above.push({
      key: 'decided',
      at: scale.middle(dayOf(decided)),
      lines: [`decided ${shortDay(dayOf(decided))}`],
      tone: 'ink',
    });
  if (extendedTo)
    above.push({
      key: 'first',
      at: scale.middle(working.finalLastDay),
      lines: [`until ${shortDay(working.finalLastDay)}, extended`],
      tone: 'plain',
    });
  else if (working.finalLastDay !== working.nominalLastDay)
    above.push({
      key: 'nominal',
      at: scale.middle(working.nominalLastDay),
      lines: [`${working.unit === 'calendar' ? 'day' : 'working day'} ${working.length}, moved on`],
      tone: 'plain',
    });

  const drawing = {
    days,
    every,
    scale,
    above,
    below,
    moved: working.finalLastDay === working.nominalLastDay ? undefined : working.nominalLastDay,
    extendedFrom: extendedTo ? working.finalLastDay : undefined,
    filed: filed && scale.middle(dayOf(filed)),
    decided: decided && scale.middle(dayOf(decided)),
    closed,
    reached: closed ? scale.end : today === undefined ? scale.cell / 2 : scale.middle(today),
  };
  return (
    <div className="@container">
      <div
        role="img"
        aria-label={rulerInWords(days, every, {
          working,
          now,
          filedAt: filed,
          decidedAt: decided,
          extendedTo,
          closed,
          startWord,
        })}
      >
        <RulerDrawing {...drawing} width={NARROW} className="@lg:hidden" />
        <RulerDrawing {...drawing} width={WIDE} className="@max-lg:hidden" />
      </div>
      {every === 'day' ? <Key days={days} /> : null}
    </div>
  );
}

/** What the signs mean. The text alternative has said it already. */
function Key({ days }: { days: readonly RulerDay[] }) {
  const weekend = days.some(({ off }) => off.some(({ kind }) => kind === 'weekend'));
  const named = namedDaysInShort(days, 4);
  if (!weekend && named === '') return null;
  return (
    <p aria-hidden className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-2xs text-ink-2">
      {weekend ? (
        <span className="inline-flex items-center gap-1.5">
          <svg aria-hidden="true" width="16" height="10" className="text-ink-3">
            <path d="M-1 5 5 -1M1 9 11 -1M5 11 16 0M11 11 17 5" stroke="currentColor" />
          </svg>
          weekend
        </span>
      ) : null}
      {named ? (
        <span className="flex min-w-0 items-baseline gap-1.5">
          <svg aria-hidden="true" width="8" height="8" className="shrink-0 text-warn">
            <path d="M4 0 8 4 4 8 0 4Z" fill="currentColor" />
          </svg>
          {named}
        </span>
      ) : null}
    </p>
  );
}

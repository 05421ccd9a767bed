import { sql } from 'drizzle-orm';
import { read } from '#lib/command/read.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { type CivilDate, type Instant, parseInstant } from '#lib/deadlines/instant.ts';
import { civilDayAt } from '#lib/deadlines/zone.ts';
import { closeWindows } from '#lib/notices/close-windows.ts';
import { by, done, type World } from '../world.ts';

/** Something that happens in the demo world. */
interface Step {
  at: Instant;
  what: string;
  act(at: Instant): Promise<void>;
}

/** What a step brings about, for the steps after it. */
export interface Later<T> {
  /** @throws {Error} before it came about: the script tells its steps in a wrong order */
  readonly value: T;
}

export interface Script {
  /** The day that lies so many days ahead of the one on which the world is planted. */
  day(ahead: number): CivilDate;
  /**
   * What happens so many civil days before the world is planted, at a time of day on the vendor's clocks. The story of
   * a change is told in one place; `play` brings all stories into the order of time.
   */
  on<T>(daysAgo: number, time: string, what: string, act: (at: Instant) => Promise<T>): Later<T>;
  play(): Promise<void>;
}

/**
 * The steps of the demo world. They count back from the day on which it is planted, so that the same is on show on
 * any day. Between them the worker's own work is done as it falls due: a window that closes is recorded then.
 */
export function script(world: World, zone: string): Script {
  const steps: Step[] = [];
  const today = civilDayAt(world.now, zone);
  return {
    day: (ahead) => addDays(today, ahead),
    on(daysAgo, time, what, act) {
      const later = new Outcome<Awaited<ReturnType<typeof act>>>(what);
      const at = instantOn(today, daysAgo, `${time}:${oddSeconds(steps.length)}`, zone);
      steps.push({ at, what, act: async (now) => later.set(await act(now)) });
      return later;
    },
    async play() {
      steps.sort((a, b) => (a.at < b.at ? -1 : 1));
      for (const { at, what, act } of steps) {
        if (at > world.now) throw new Error(`the demo world would do this in the future: ${what}`);
        await clockWork(world, at);
        await act(at).catch((cause: unknown) => {
          throw new Error(`the demo world stops at: ${what}, ${at}`, { cause });
        });
      }
      await clockWork(world, world.now);
    },
  };
}

class Outcome<T> implements Later<T> {
  #come: { value: T } | undefined;
  readonly #of: string;

  constructor(of: string) {
    this.#of = of;
  }

  set(value: T): void {
    this.#come = { value };
  }

  get value(): T {
    if (!this.#come) throw new Error(`this has not happened yet: ${this.#of}`);
    return this.#come.value;
  }
}

/** So many civil days before `today`, at a time of day on the clocks of `zone`. */
export function instantOn(today: CivilDate, daysAgo: number, time: string, zone: string): Instant {
  const local = Temporal.PlainDateTime.from(`${addDays(today, -daysAgo)}T${time}`).toZonedDateTime(zone);
  return parseInstant(local.toInstant().toString({ smallestUnit: 'microsecond' }));
}

/** Nobody acts on the full minute: seconds and their fractions differ from step to step, and are the same every time. */
function oddSeconds(step: number): string {
  const second = String((step * 37) % 60).padStart(2, '0');
  const fraction = String((step * 618_033 + 271_828) % 1_000_000).padStart(6, '0');
  return `${second}.${fraction}`;
}

const SECONDS_TO_RECORD = 2;

/** What the worker would have done until then: each close recorded when it came. */
async function clockWork(world: World, until: Instant): Promise<void> {
  for (let due = await nextClose(world, until); due; due = await nextClose(world, until)) {
    const recorded = Temporal.Instant.from(due)
      .add({ seconds: SECONDS_TO_RECORD })
      .toString({ smallestUnit: 'microsecond' });
    const at = recorded < until ? parseInstant(recorded) : until;
    await done(closeWindows, by(world, null, at), { atMost: 1_000 });
  }
}

function nextClose(world: World, until: Instant): Promise<Instant | null> {
  return read(by(world, null, until), async ({ tx }) => {
    const { rows } = await tx.execute<{ due: string | null }>(sql`
      select demur.iso(min(closes_at)) as due from demur.notices
      where answer is null and close_recorded_at is null and closes_at <= ${until}`);
    const due = rows[0]?.due;
    return due ? parseInstant(due) : null;
  });
}

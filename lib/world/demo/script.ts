import { sql } from 'drizzle-orm';
import { read } from '#lib/command/read.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { type CivilDate, type Instant, parseInstant } from '#lib/deadlines/instant.ts';
import { civilDayAt } from '#lib/deadlines/zone.ts';
import { closeWindows } from '#lib/notices/close-windows.ts';
import type { Carrier } from '#lib/post/carrier.ts';
import { demoCarrier } from '#lib/post/demo-carrier.ts';
import { post, sweep } from '../post.ts';
import { by, done, type World } from '../world.ts';

/** Something that happens in the demo world. */
interface Step {
  at: Instant;
  what: string;
  act(at: Instant): Promise<void>;
}

/** A mail server that takes nothing for some days. */
interface Away {
  domain: string;
  host: string;
  from: Instant;
  until: Instant;
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
  /** For so many days no letter arrives at a domain: its mail server is away. */
  mailAway(daysAgo: number, days: number, domain: string): void;
  play(): Promise<void>;
}

/**
 * The steps of the demo world. They count back from the day on which it is planted, so that the same is on show on
 * any day. Between them the worker's own work is done as it falls due: a window that closes is recorded then, and letters
 * are written and handed over.
 */
export function script(world: World, zone: string): Script {
  const steps: Step[] = [];
  const today = civilDayAt(world.now, zone);
  let away: Away | undefined;
  return {
    day: (ahead) => addDays(today, ahead),
    on(daysAgo, time, what, act) {
      const later = new Outcome<Awaited<ReturnType<typeof act>>>(what);
      const at = instantOn(today, daysAgo, `${time}:${oddSeconds(steps.length)}`, zone);
      steps.push({ at, what, act: async (now) => later.set(await act(now)) });
      return later;
    },
    mailAway(daysAgo, days, domain) {
      const dawn = (ago: number) => instantOn(today, ago, '00:00', zone);
      away = { domain, host: `mx.${domain}`, from: dawn(daysAgo), until: dawn(daysAgo - days) };
    },
    async play() {
      steps.sort((a, b) => (a.at < b.at ? -1 : 1));
      let before = steps[0]?.at ?? world.now;
      for (const { at, what, act } of steps) {
        if (at > world.now) throw new Error(`the demo world would do this in the future: ${what}`);
        await clockWork(world, before, at, away);
        before = at;
        await act(at).catch((cause: unknown) => {
          throw new Error(`the demo world stops at: ${what}, ${at}`, { cause });
        });
      }
      await clockWork(world, before, world.now, away);
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

/** Seconds in which the worker records a close, and those in which it has the letters of a cause written and sent. */
const TO_RECORD = 2;
const TO_SEND = 7;
/** Seconds after eight in which the morning's reminders are owed. */
const TO_REMIND = 3;
/** Days of which each has its morning, whoever is to be reminded: what else it brings is still of interest. */
const LATELY = 20;

/**
 * What the worker would have done between two instants: each close recorded when it came, those reminded who have not
 * answered, and whatever was owed written and handed over.
 */
async function clockWork(world: World, from: Instant, until: Instant, away: Away | undefined): Promise<void> {
  for (let now = from; ; ) {
    const { closes, morning, owed } = await ahead(world, now, until);
    const due = [
      closes && { at: later(closes, TO_RECORD), act: close },
      morning && { at: morning, act: sweep },
      owed && {
        at: later(now, TO_SEND),
        act: (_: World, at: Instant) => post(world, { at, carrier: carrierAt(at, away) }),
      },
    ]
      .filter((each) => !!each)
      .sort((a, b) => (a.at < b.at ? -1 : 1))[0];
    if (!due) return;
    if (due.at > now) now = due.at < until ? due.at : until;
    await due.act(world, now);
  }
}

/** What the worker has to do next: the earliest close to record, the next morning, and whether a letter is on its way. */
function ahead(world: World, now: Instant, until: Instant) {
  return read(by(world, null, until), async ({ tx }) => {
    const { rows } = await tx.execute<{ closes: string | null; morning: string | null; owed: boolean }>(sql`
      select
        demur.iso((select min(closes_at) from demur.notices where answer is null and close_recorded_at is null and closes_at <= ${until})) as closes,
        demur.iso((select min(m.at) from demur.vendor v cross join lateral (
            select (n.closes_at at time zone v.zone)::date - 1 - d.days as day, n.given_at as since
            from demur.notices n cross join unnest(v.reminder_days) d (days) where n.answer is null and n.closes_at > ${now}
            union all
            select (${world.now}::timestamptz at time zone v.zone)::date - ago, '-infinity' from generate_series(0, ${LATELY}) ago
          ) due cross join lateral (select (due.day + time '08:00') at time zone v.zone + make_interval(secs => ${TO_REMIND}) as at) m
          where m.at > due.since and m.at > ${now} and m.at <= ${until})) as morning,
        exists (select from demur.letters where composed_at is null and lapsed_at is null and failed_at is null)
          or exists (select from demur.delivery_queue) as owed`);
    const { closes = null, morning = null, owed = false } = rows[0] ?? {};
    return { closes: closes && parseInstant(closes), morning: morning && parseInstant(morning), owed };
  });
}

const close = (world: World, at: Instant) => done(closeWindows, by(world, null, at), { atMost: 1_000 });

/** The demo's carrier, without the mail server that is away then. */
function carrierAt(at: Instant, away: Away | undefined): Carrier {
  if (!away || at < away.from || at >= away.until) return demoCarrier;
  return {
    ...demoCarrier,
    carry: async (dispatch, ...rest) =>
      dispatch.to.address.endsWith(`@${away.domain}`)
        ? { is: 'refused', host: away.host, code: 554, answer: '5.4.14 The mail server of this domain is being moved.' }
        : demoCarrier.carry(dispatch, ...rest),
  };
}

const later = (at: Instant, seconds: number): Instant =>
  parseInstant(Temporal.Instant.from(at).add({ seconds }).toString({ smallestUnit: 'microsecond' }));

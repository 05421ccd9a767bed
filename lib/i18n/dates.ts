import type { Language } from '#db/schema/vocabulary.ts';
import { daysBetween, type Weekday, weekdayOf } from '#lib/deadlines/civil-day.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import {
  ago,
  cityOf,
  civilDayIn,
  dayInWords,
  endOfDayInWords,
  inShort,
  inWords,
  lastDayBefore,
  lastDayInWords,
  relative,
  timeInWords,
  utcExact,
  weekdayInWords,
} from '#lib/deadlines/speak.ts';

/** How one language says days and instants. No instant is said without its zone. */
export interface Dates {
  /** "2 December 2026" */
  day(day: CivilDate): string;
  /** "Wednesday 2 December 2026" */
  weekday(day: CivilDate): string;
  /** "Wed 2 December 2026, 23:59 (Madrid)" */
  instant(instant: Instant, zone: string): string;
  /** "2 Nov 2026, 09:00:12 (Madrid)": an entry of a history. */
  short(instant: Instant, zone: string): string;
  /** "23:59 (Madrid)" */
  time(instant: Instant, zone: string): string;
  /** "11 Nov 2026, 16:02:09 UTC": the instant on the record. */
  utc(instant: Instant): string;
  /** "the end of 2 December 2026 (Madrid)", for a window that closes at `closesAt`. */
  lastDay(closesAt: Instant, zone: string): string;
  /** "Wed 2 December 2026, end of day (Madrid)", for the same in a table. */
  endOfDay(closesAt: Instant, zone: string): string;
  /** "9 days left", "closes today", "closed yesterday" */
  relative(now: Instant, closesAt: Instant, zone: string): string;
  /** "today", "9 days ago" */
  ago(now: Instant, instant: Instant, zone: string): string;
  /** "Madrid" */
  city(zone: string): string;
}

const english: Dates = {
  day: dayInWords,
  weekday: weekdayInWords,
  instant: inWords,
  short: inShort,
  time: timeInWords,
  utc: utcExact,
  lastDay: lastDayInWords,
  endOfDay: endOfDayInWords,
  relative,
  ago,
  city: cityOf,
};

const MONTHS = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
];

const WEEKDAYS: Record<Weekday, string> = {
  Monday: 'lunes',
  Tuesday: 'martes',
  Wednesday: 'miércoles',
  Thursday: 'jueves',
  Friday: 'viernes',
  Saturday: 'sábado',
  Sunday: 'domingo',
};

/** Cities that give a zone its name and are called otherwise in Spanish. */
const CITIES: Record<string, string> = {
  Amsterdam: 'Ámsterdam',
  Andorra: 'Andorra',
  Athens: 'Atenas',
  Belgrade: 'Belgrado',
  Berlin: 'Berlín',
  Brussels: 'Bruselas',
  Bucharest: 'Bucarest',
  Canary: 'Canarias',
  Copenhagen: 'Copenhague',
  Dublin: 'Dublín',
  Istanbul: 'Estambul',
  Lisbon: 'Lisboa',
  Ljubljana: 'Liubliana',
  London: 'Londres',
  Luxembourg: 'Luxemburgo',
  Monaco: 'Mónaco',
  Moscow: 'Moscú',
  'New York': 'Nueva York',
  Paris: 'París',
  Prague: 'Praga',
  Rome: 'Roma',
  'Sao Paulo': 'São Paulo',
  Singapore: 'Singapur',
  Sofia: 'Sofía',
  Stockholm: 'Estocolmo',
  Tallinn: 'Tallin',
  Tokyo: 'Tokio',
  Vaduz: 'Vaduz',
  Vienna: 'Viena',
  Vilnius: 'Vilna',
  Warsaw: 'Varsovia',
};

const dayOfMonth = (day: CivilDate) => Number(day.slice(8));
const monthOf = (day: CivilDate) => MONTHS[Number(day.slice(5, 7)) - 1] ?? '';
const yearOf = (day: CivilDate) => Number(day.slice(0, 4));
const dayInSpanish = (day: CivilDate) => `${dayOfMonth(day)} de ${monthOf(day)} de ${yearOf(day)}`;
const weekdayInSpanish = (day: CivilDate) => `${WEEKDAYS[weekdayOf(day)]} ${dayInSpanish(day)}`;
const shortInSpanish = (day: CivilDate) => `${dayOfMonth(day)} ${monthOf(day).slice(0, 3)} ${yearOf(day)}`;

function cityInSpanish(zone: string): string {
  const city = cityOf(zone);
  return CITIES[city] ?? city;
}

/** "(hora de Madrid)"; of a zone that is an offset, that: "(UTC−12)". */
function zoneInSpanish(zone: string): string {
  const city = cityInSpanish(zone);
  return city.startsWith('UTC') ? `(${city})` : `(hora de ${city})`;
}

/** "23:59", as English cuts it out of what the clocks of the zone show. */
const clock = (instant: Instant, zone: string) => timeInWords(instant, zone).slice(0, 5);

function agoInSpanish(days: number): string {
  if (days === 0) return 'hoy';
  return days === 1 ? 'ayer' : `hace ${days} días`;
}

const spanish: Dates = {
  day: dayInSpanish,
  weekday: weekdayInSpanish,
  instant: (instant, zone) =>
    `${weekdayInSpanish(civilDayIn(instant, zone))}, ${clock(instant, zone)} ${zoneInSpanish(zone)}`,
  short: (instant, zone) =>
    `${shortInSpanish(civilDayIn(instant, zone))}, ${/\d\d:\d\d:\d\d/.exec(inShort(instant, zone))?.[0] ?? ''} ${zoneInSpanish(zone)}`,
  time: (instant, zone) => `${clock(instant, zone)} ${zoneInSpanish(zone)}`,
  utc: (instant) => `${shortInSpanish(civilDayIn(instant, 'UTC'))}, ${instant.slice(11, 19)} UTC`,
  lastDay: (closesAt, zone) => `el final del ${dayInSpanish(lastDayBefore(closesAt, zone))} ${zoneInSpanish(zone)}`,
  endOfDay: (closesAt, zone) =>
    `${weekdayInSpanish(lastDayBefore(closesAt, zone))}, fin del día ${zoneInSpanish(zone)}`,
  relative(now, closesAt, zone) {
    const days = daysBetween(civilDayIn(now, zone), lastDayBefore(closesAt, zone));
    if (now >= closesAt) return days < 0 ? `se cerró ${agoInSpanish(-days)}` : 'se ha cerrado hoy';
    if (days > 1) return `quedan ${days} días`;
    return days === 1 ? 'se cierra mañana' : 'se cierra hoy';
  },
  ago: (now, instant, zone) => agoInSpanish(Math.max(0, daysBetween(civilDayIn(instant, zone), civilDayIn(now, zone)))),
  city: cityInSpanish,
};

/** Days and instants in words, by language. English is that of the pages. */
export const datesIn: Readonly<Record<Language, Dates>> = { en: english, es: spanish };

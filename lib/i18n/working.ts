import type { Language } from '#db/schema/vocabulary.ts';
import type { DayOff } from '#lib/deadlines/count.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import type { Reason } from '#lib/deadlines/holidays.ts';
import { explain } from '#lib/deadlines/working.ts';
import { datesIn } from './dates.ts';
import { listedIn } from './lists.ts';

/** The shown working in sentences, by language: the same steps in the same order. */
export const workingIn: Readonly<Record<Language, (working: Working) => string[]>> = {
  en: explain,
  es: explainInSpanish,
};

const dates = datesIn.es;

function explainInSpanish(working: Working): string[] {
  const { zone } = working;
  return [
    `El cómputo empieza el ${dates.instant(working.startsAt, zone)}. Ese día no se cuenta.`,
    whatIsCounted(working),
    ...working.skippedDays.map(
      (day) => `El ${dates.weekday(day)} no existió en ${dates.city(zone)}, por lo que no se cuenta.`,
    ),
    `El ${working.unit === 'calendar' ? 'día' : 'día hábil'} ${working.length} es el ${dates.weekday(working.nominalLastDay)}.`,
    ...moves(working),
    ...minimum(working),
    `El último día es el ${dates.weekday(working.finalLastDay)}, hasta el final de su última hora en ${dates.city(zone)}: lo que se reciba antes del instante ${dates.utc(working.closesAt)} se recibe dentro de plazo.`,
    ruleInWords(working),
    ...calendarsInWords(working),
  ];
}

function whatIsCounted({ length, unit }: Working): string {
  const kind = unit === 'calendar' ? 'día' : 'día hábil';
  const kinds = unit === 'calendar' ? 'días' : 'días hábiles';
  const counted = length === 1 ? `Se cuenta 1 ${kind}` : `Se cuentan ${length} ${kinds}`;
  return unit === 'calendar'
    ? `${counted}, incluidos los fines de semana y los festivos.`
    : `${counted}, sin los fines de semana ni los festivos.`;
}

function moves({ moves: passed, minimum: step, finalLastDay }: Working): string[] {
  if (passed.length === 0) return [];
  const reached = step?.lastDayBefore ?? finalLastDay;
  return [...passed.map(dayOffInWords), `Por eso el final pasa al siguiente día hábil, el ${dates.weekday(reached)}.`];
}

function minimum({ minimum: step, finalLastDay }: Working): string[] {
  if (!step) return [];
  return [
    `Un plazo de dos días o más comprende al menos ${step.workingDays === 2 ? 'dos' : step.workingDays} días hábiles, y hasta ese día hay menos.`,
    ...step.passed.map(dayOffInWords),
    `Por eso el final se aplaza al ${dates.weekday(finalLastDay)}.`,
  ];
}

const dayOffInWords = ({ day, reasons }: DayOff): string =>
  `El ${dates.weekday(day)} es ${listedIn('es', reasons.map(reasonInWords))}.`;

function reasonInWords(reason: Reason): string {
  if (reason.kind === 'weekend') return 'día de fin de semana';
  const what = reason.kind === 'holiday' ? 'festivo' : 'día de cierre del encargado';
  return `${what} (${reason.name}, ${reason.calendar})`;
}

function ruleInWords({ rule }: Working): string {
  const named = `(regla ${rule.name}, versión ${rule.version})`;
  if (rule.name === 'eu-1182-71')
    return `Se cuenta como establece el artículo 3 del Reglamento (CEE, Euratom) n.º 1182/71, por elección propia y en beneficio de su organización; el Reglamento se aplica a los actos de la UE, no a los contratos ${named}.`;
  if (rule.name === 'working-days') return `Se cuenta en días hábiles ${named}.`;
  return `Se cuenta en días naturales y el último día queda donde cae ${named}.`;
}

function calendarsInWords({ calendars, rule }: Working): string[] {
  if (rule.name === 'calendar-days') return [];
  if (calendars.length === 0)
    return ['Son inhábiles los sábados y los domingos; no se indicó ningún calendario de festivos.'];
  const said = calendars.map(({ name, place, version }) => `${place} (${name}, ${version})`).join('; y de ');
  const both = calendars.length > 1 ? ' Es inhábil el día que lo sea en cualquiera de ellos.' : '';
  return [`Son inhábiles los sábados, los domingos y los festivos de ${said}.${both}`];
}

import type { Language } from '#db/schema/vocabulary.ts';
import type { ChangeShown } from '#lib/changes/change-shown.ts';
import { fieldDifferences } from '#lib/changes/terms-words.ts';
import { type Standing, untilThen } from '#lib/changes/until-then.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { clauseIn } from '../cases/clause.ts';

/** What the vendor does, and leaves, until a change may start, by language: as the page says it. */
export function untilThenIn(language: Language, change: ChangeShown, standing: Standing): string {
  return language === 'en' ? untilThen(change, standing).sentences.join(' ') : inSpanish(change, standing).join(' ');
}

const dates = datesIn.es;

function inSpanish(change: ChangeShown, standing: Standing): string[] {
  const { closesAt, standstill, zone } = standing;
  const who = change.company.legalName;
  const early = change.urgentReason !== null && change.plannedStartAt < closesAt;
  if (early && standing.urgent) return urgently(change, standing);
  const later = closesAt > change.plannedStartAt ? closesAt : change.plannedStartAt;
  const start = dates.day(civilDayIn(later, zone));
  if (change.kind === 'removal') return [`${who} sigue como hasta ahora hasta el ${start}.`];
  const stays = [...today(change), ...(early ? [notForYou(change)] : [])];
  if (!standstill)
    return [
      ...stays,
      `Su contrato de encargo no nos obliga a esperar una decisión: a partir del ${start}, las nuevas condiciones de ${who} pueden aplicarse a su organización, también mientras una objeción suya esté sin decidir.`,
    ];
  return [
    ...stays,
    `${notBefore(change)} antes del ${start}, ni mientras una objeción de su organización esté sin decidir.`,
  ];
}

function urgently(change: ChangeShown, { closesAt, outcome, standstill, emergencyClause, zone }: Standing): string[] {
  const right = emergencyClause ? `: lo permite ${clauseIn('es', emergencyClause)} de su contrato de encargo` : '';
  return [
    `${former(change)} sigue tratando sus datos como hasta ahora hasta el ${dates.day(change.plannedStartOn)}.`,
    `A partir de ese día podrá tratarlos ${change.company.legalName}, aunque su plazo dura hasta ${dates.lastDay(closesAt, zone)}${right}.`,
    standstill
      ? `${outcome === 'objected' ? 'Mientras su objeción esté sin decidir' : 'Si presenta una objeción, hasta que decidamos'}, sus condiciones quedan en suspenso para su organización.`
      : 'Su contrato de encargo no nos obliga a esperar una decisión, por lo que una objeción no lo detiene por sí misma.',
  ];
}

const former = ({ from }: ChangeShown) => from?.company.legalName ?? 'La empresa anterior';

const notForYou = (change: ChangeShown) =>
  `Para otras organizaciones, ${change.company.legalName} empieza el ${dates.day(change.plannedStartOn)}, lo que su contrato de encargo no permite en su caso: hasta que termine su plazo sigue ${former(change)}, o el servicio se detiene.`;

/** What of today goes on. */
function today({ kind, company, from }: ChangeShown): string[] {
  if (from === null) return [];
  switch (kind) {
    case 'replacement':
      return [`${from.company.legalName} sigue tratando sus datos como hasta ahora.`];
    case 'location':
      return [`${company.legalName} sigue tratando sus datos donde lo hace hoy.`];
    case 'data_categories':
      return [`${company.legalName} sigue recibiendo solo los datos que recibe hoy.`];
    default:
      return [`${company.legalName} sigue tratando sus datos en las condiciones vigentes.`];
  }
}

/** The vendor's undertaking, up to the word "antes". */
function notBefore({ kind, company, from, to }: ChangeShown): string {
  switch (kind) {
    case 'location':
      return 'No permitiremos que trate datos de su organización en ningún otro lugar';
    case 'data_categories': {
      const more = fieldDifferences(from?.terms ?? null, to)
        .filter(({ field }) => field === 'customerData' || field === 'platformData')
        .flatMap(({ added }) => added);
      return more.length > 0
        ? `No le enviaremos los nuevos datos de su organización (${more.map((name) => `«${name}»`).join(', ')})`
        : 'No le enviaremos otros datos de su organización';
    }
    case 'purpose':
      return 'No permitiremos que utilice datos de su organización en las nuevas condiciones';
    default:
      return `No enviaremos datos de su organización a ${company.legalName}`;
  }
}

import type { TransferMechanism } from '#db/schema/vocabulary.ts';
import type { ChangeShown, TermsShown } from '#lib/changes/change-shown.ts';
import { type FieldDifference, fieldDifferences } from '#lib/changes/terms-words.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { listedIn } from '#lib/i18n/lists.ts';
import { countryIn, fieldIn, MECHANISM_IN_SPANISH } from '#lib/i18n/terms.ts';
import type { TermsField, ThirdCountry } from '#lib/register/register.ts';

type Spoken = Pick<ChangeShown, 'kind' | 'company' | 'from' | 'to' | 'plannedStartOn'>;

/**
 * What a change would do, made of its fields as the English lede is. What a source calls by a name of its own (data,
 * people) is quoted and not translated.
 */
export function ledeInSpanish(change: Spoken): string {
  const { company, from, to, plannedStartOn } = change;
  const day = `a partir del ${datesIn.es.day(plannedStartOn)}`;
  if (to === null) return `${company.legalName} dejaría de tratar sus datos ${day}.`;
  const differences = fieldDifferences(from?.terms ?? null, to);
  return [headline(change, to, day), ...dataSentences(change, to, differences), ...transfers(to.transfers)]
    .concat(further(change, differences))
    .join(' ');
}

function headline({ kind, company, from }: Spoken, to: TermsShown, day: string): string {
  const who = company.legalName;
  const where = `en ${listedIn('es', countries(to))}`;
  switch (kind) {
    case 'replacement':
      return `${who} sustituiría a ${from?.company.legalName ?? 'otra empresa'} ${day} y trataría datos personales de su organización ${where}.`;
    case 'location':
      return `${who} trataría datos personales de su organización ${places(from?.terms ?? null, to)}, ${day}.`;
    case 'data_categories':
      return `${who} trataría otras categorías de datos personales de su organización ${day}, ${where}.`;
    case 'purpose':
      return `${who} trataría datos personales de su organización en otras condiciones ${day}, ${where}.`;
    default:
      return `${who} trataría datos personales de su organización ${day}, ${where}.`;
  }
}

const countries = ({ locations }: TermsShown): string[] => [
  ...new Set(locations.map(({ country }) => countryIn('es', country))),
];

function places(from: TermsShown | null, to: TermsShown): string {
  const [had, has] = [from ? countries(from) : [], countries(to)];
  const [added, gone] = [has.filter((one) => !had.includes(one)), had.filter((one) => !has.includes(one))];
  if (added.length === 0 && gone.length === 0) return `en otros lugares de ${listedIn('es', has)}`;
  if (gone.length > 0) return `en ${listedIn('es', has)} y ya no en ${listedIn('es', gone)}`;
  return `en ${listedIn('es', had)}, como hasta ahora, y además en ${listedIn('es', added)}`;
}

const quoted = (names: readonly string[]) => names.map((name) => `«${name}»`).join(', ');

function dataSentences({ kind, from }: Spoken, to: TermsShown, differences: readonly FieldDifference[]): string[] {
  const of = (side: 'added' | 'removed', fields: readonly TermsField[]) =>
    differences.filter(({ field }) => fields.includes(field)).flatMap((one) => one[side]);
  const data = ['customerData', 'platformData'] as const;
  if (kind === 'data_categories') {
    const [more, fewer] = [of('added', data), of('removed', data)];
    const [people, nobody] = [of('added', ['dataSubjects']), of('removed', ['dataSubjects'])];
    return [
      ...(more.length > 0 ? [`Se añadirían: ${quoted(more)}.`] : []),
      ...(fewer.length > 0 ? [`Dejarían de tratarse: ${quoted(fewer)}.`] : []),
      ...(people.length > 0 ? [`Se añadirían los interesados: ${quoted(people)}.`] : []),
      ...(nobody.length > 0 ? [`Ya no se tratarían datos de: ${quoted(nobody)}.`] : []),
    ];
  }
  const categories = [...to.customerData, ...to.platformData];
  const added = of('added', data);
  return [
    ...(categories.length > 0 ? [`Categorías de datos: ${quoted(categories)}.`] : []),
    ...(to.dataSubjects.length > 0 ? [`Interesados: ${quoted(to.dataSubjects)}.`] : []),
    ...(kind !== 'replacement' || !from
      ? []
      : [
          added.length === 0
            ? 'No recibiría ningún dato que la empresa sustituida no reciba hoy.'
            : `La empresa sustituida no trata hoy: ${quoted(added)}.`,
        ]),
  ];
}

function transfers(all: readonly ThirdCountry[]): string[] {
  const byMechanism = Map.groupBy(all, ({ mechanism }) => mechanism) as Map<TransferMechanism, ThirdCountry[]>;
  return [...byMechanism].map(([mechanism, ones]) => {
    const where = listedIn(
      'es',
      ones.map(({ country }) => countryIn('es', country)),
    );
    if (mechanism === 'not_stated') return `No consta ningún mecanismo de transferencia para ${where}.`;
    return `La transferencia a ${where} se basa en ${MECHANISM_IN_SPANISH[mechanism].relied}.`;
  });
}

/** The fields that a kind's own sentences do not speak of. */
const SPOKEN_OF: Partial<Record<ChangeShown['kind'], readonly TermsField[]>> = {
  location: ['locations', 'transfers', 'customerData', 'platformData', 'dataSubjects'],
  data_categories: ['customerData', 'platformData', 'dataSubjects', 'transfers'],
  purpose: ['transfers'],
};

function further({ kind }: Spoken, differences: readonly FieldDifference[]): string[] {
  const spoken = SPOKEN_OF[kind];
  if (!spoken) return [];
  const fields = differences
    .filter(({ field, added, removed }) => !spoken.includes(field) && added.length + removed.length > 0)
    .map(({ field }) => fieldIn.es[field].toLowerCase());
  if (fields.length === 0) return [];
  return [`${kind === 'purpose' ? 'Lo que cambia' : 'También cambia'}: ${listedIn('es', fields)}.`];
}

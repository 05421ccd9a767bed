import type { ChangeKind, Language, TransferMechanism } from '#db/schema/vocabulary.ts';
import type { TermsShown } from '#lib/changes/change-shown.ts';
import { countryInSentence } from '#lib/changes/country.ts';
import { FIELD_NAME, type FieldDifference, fieldDifferences } from '#lib/changes/terms-words.ts';
import { type Place, type TermsField, type ThirdCountry, UNSTATED } from '#lib/register/register.ts';

const FIELD_IN_SPANISH: Record<TermsField, string> = {
  purpose: 'Finalidad',
  description: 'Qué hace',
  services: 'Servicios',
  locations: 'Dónde',
  transfers: 'Mecanismo de transferencia',
  customerData: 'Sus datos',
  platformData: 'Datos de su uso',
  dataSubjects: 'Interesados',
  retention: 'Conservación',
  encryption: 'Cifrado',
  keyHolder: 'Titular de las claves',
};

/** Each field of terms as its reader knows it, by language. */
export const fieldIn: Readonly<Record<Language, Record<TermsField, string>>> = {
  en: FIELD_NAME,
  es: FIELD_IN_SPANISH,
};

/** What kind of change it is, by language. */
export const kindIn: Readonly<Record<Language, Record<ChangeKind, string>>> = {
  en: {
    addition: 'New sub-processor',
    replacement: 'Replacement',
    location: 'Change of location',
    data_categories: 'Change of data',
    purpose: 'Change of purpose',
    removal: 'Removal',
  },
  es: {
    addition: 'Nuevo subencargado',
    replacement: 'Sustitución',
    location: 'Cambio de lugar',
    data_categories: 'Cambio de datos',
    purpose: 'Cambio de finalidad',
    removal: 'Baja',
  },
};

const regions = new Intl.DisplayNames('es', { type: 'region', fallback: 'code' });

/** A country within a sentence, after "in": "the United States", "Estados Unidos". */
export function countryIn(language: Language, code: string): string {
  if (language === 'en') return countryInSentence(code);
  return code === UNSTATED ? 'un país que no consta' : (regions.of(code) ?? code);
}

const countryAlone = (code: string) => (code === UNSTATED ? 'País no indicado' : (regions.of(code) ?? code));

/** A mechanism alone, and as what a transfer relies on. */
export const MECHANISM_IN_SPANISH: Record<TransferMechanism, { alone: string; relied: string }> = {
  adequacy_decision: { alone: 'Decisión de adecuación', relied: 'una decisión de adecuación' },
  data_privacy_framework: {
    alone: 'Marco de Privacidad de Datos UE-EE. UU.',
    relied: 'el Marco de Privacidad de Datos UE-EE. UU.',
  },
  standard_contractual_clauses: { alone: 'Cláusulas contractuales tipo', relied: 'cláusulas contractuales tipo' },
  binding_corporate_rules: { alone: 'Normas corporativas vinculantes', relied: 'normas corporativas vinculantes' },
  derogation: {
    alone: 'Excepción para situaciones específicas',
    relied: 'una excepción para situaciones específicas',
  },
  not_stated: { alone: 'No consta', relied: 'un mecanismo que no consta' },
};

function placeInSpanish({ country, place, role }: Place): string {
  const where = `${countryAlone(country)} — ${place}`;
  return role === 'secondary' ? `${where} (secundario)` : where;
}

const transferInSpanish = ({ country, mechanism, detail }: ThirdCountry): string =>
  `${MECHANISM_IN_SPANISH[mechanism].alone}${detail ? `; ${detail}` : ''} (${countryAlone(country)})`;

/** The differences of two terms, field by field, as {@link fieldDifferences} finds them: what a source says stays as it says it. */
export function differencesIn(
  language: Language,
  from: TermsShown | null,
  to: TermsShown | null,
): (FieldDifference & { label: string })[] {
  const found = fieldDifferences(from, to).map((one) => ({ ...one, label: fieldIn[language][one.field] }));
  if (language === 'en') return found;
  return found.map((one) => {
    if (one.field === 'locations') return { ...one, ...sides(from?.locations, to?.locations, placeInSpanish) };
    if (one.field === 'transfers') return { ...one, ...sides(from?.transfers, to?.transfers, transferInSpanish) };
    return one;
  });
}

function sides<Item>(before: readonly Item[] = [], after: readonly Item[] = [], say: (item: Item) => string) {
  const [had, has] = [before.map(say), after.map(say)];
  return {
    kept: has.filter((item) => had.includes(item)),
    added: has.filter((item) => !had.includes(item)),
    removed: had.filter((item) => !has.includes(item)),
  };
}

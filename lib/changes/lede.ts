import type { TransferMechanism } from '#db/schema/vocabulary.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import type { TermsField, ThirdCountry } from '#lib/register/register.ts';
import type { ChangeShown, TermsShown } from './change-shown.ts';
import { countryInSentence } from './country.ts';
import { FIELD_NAME, type FieldDifference, fieldDifferences } from './terms-words.ts';
import { capitalised, inSentence, listed } from './words.ts';

/** What of a change its lede is made of. */
type Spoken = Pick<ChangeShown, 'kind' | 'company' | 'from' | 'to' | 'plannedStartOn'>;

/** As many categories of data stand in the lede; of more, the first ones and how many follow in the table. */
const MOST_NAMED = 8;

/**
 * What a change would do, in sentences made of its fields: who, which data of whom, where, on what basis, from when.
 * Nobody writes it, so it can't say less than the table below it.
 */
export function lede(change: Spoken): string {
  const { kind, from, to } = change;
  const differences = fieldDifferences(from?.terms ?? null, to);
  const said = to === null ? [removal(change)] : [headline(change, to, differences), ...transfersInWords(to.transfers)];
  if (kind === 'replacement') said.push(...whatIsNew(differences));
  // a list that is cut short ends in a comma of its own
  return [...said, ...furtherFields(change, differences)].join(' ').replaceAll(',,', ',');
}

function removal({ company, plannedStartOn }: Spoken): string {
  return `${company.legalName} would no longer process your data from ${dayInWords(plannedStartOn)}.`;
}

function headline(change: Spoken, to: TermsShown, differences: readonly FieldDifference[]): string {
  const { kind, company, from, plannedStartOn } = change;
  const who = company.legalName;
  const start = `from ${dayInWords(plannedStartOn)}`;
  const where = `in ${listed(countriesOf(to))}`;
  switch (kind) {
    case 'replacement':
      return `${who} would take the place of ${from?.company.legalName ?? 'another company'} ${start} and process ${dataOf(to)}, ${where}.`;
    case 'location':
      return `${who} would process ${dataOf(to)}, ${placesInWords(from?.terms ?? null, to)}, ${start}.`;
    case 'data_categories':
      return `${who} would process ${dataChangeInWords(differences)}, ${where}, ${start}.`;
    case 'purpose':
      return `${who} would process ${dataOf(to)}, ${where}, on other terms ${start}.`;
    default:
      return `${who} would process ${dataOf(to)}, ${where}, ${start}.`;
  }
}

/** "the phone number and message text of employees" */
function dataOf({ customerData, platformData, dataSubjects }: TermsShown): string {
  const categories = [...customerData, ...platformData];
  const whose = dataSubjects.length > 0 ? ` of ${listed(dataSubjects.map(inSentence))}` : '';
  if (categories.length === 0) return `data${whose || ' of yours'}`;
  return `${namedCategories(categories)}${whose}`;
}

function namedCategories(categories: readonly string[]): string {
  const named = categories.map(inSentence);
  if (named.length <= MOST_NAMED) return `the ${listed(named)}`;
  const rest = named.length - MOST_NAMED + 1;
  return `the ${named.slice(0, MOST_NAMED - 1).join(', ')} and ${rest} further categories of data, each listed below,`;
}

function countriesOf({ locations }: TermsShown): string[] {
  return [...new Set(locations.map(({ country }) => countryInSentence(country)))];
}

function placesInWords(from: TermsShown | null, to: TermsShown): string {
  const [had, has] = [from ? countriesOf(from) : [], countriesOf(to)];
  const [added, gone] = [has.filter((one) => !had.includes(one)), had.filter((one) => !has.includes(one))];
  if (added.length === 0 && gone.length === 0) return `in other places in ${listed(has)}`;
  if (added.length === 0) return `in ${listed(has)} and no longer in ${listed(gone)}`;
  if (gone.length === 0) return `in ${listed(had)} as today and in ${listed(added)} as well`;
  return `in ${listed(has)} and no longer in ${listed(gone)}`;
}

function dataChangeInWords(differences: readonly FieldDifference[]): string {
  const of = (side: 'added' | 'removed', fields: readonly TermsField[]) =>
    differences.filter(({ field }) => fields.includes(field)).flatMap((difference) => difference[side].map(inSentence));
  const data = ['customerData', 'platformData'] as const;
  const [more, fewer, people, nobody] = [
    of('added', data),
    of('removed', data),
    of('added', ['dataSubjects']),
    of('removed', ['dataSubjects']),
  ];
  const said = [
    ...(more.length > 0 ? [`the ${listed(more)} as well`] : []),
    ...(fewer.length > 0 ? [`no longer the ${listed(fewer)}`] : []),
    ...(people.length > 0 ? [`data of ${listed(people)} as well`] : []),
    ...(nobody.length > 0 ? [`no longer data of ${listed(nobody)}`] : []),
  ];
  return said.length > 0 ? listed(said) : 'your data';
}

/** A replacement is measured against whom it replaces. */
function whatIsNew(differences: readonly FieldDifference[]): string[] {
  const added = differences
    .filter(({ field }) => field === 'customerData' || field === 'platformData')
    .flatMap((difference) => difference.added.map(inSentence));
  if (added.length === 0) return ['It would receive no data that the company before it does not receive today.'];
  return [
    `${capitalised(listed(added))} ${added.length === 1 ? 'is' : 'are'} not processed by the company before it today.`,
  ];
}

const BASIS: Record<Exclude<TransferMechanism, 'not_stated'>, string> = {
  adequacy_decision: 'an adequacy decision',
  data_privacy_framework: 'the EU–US Data Privacy Framework',
  standard_contractual_clauses: 'standard contractual clauses',
  binding_corporate_rules: 'binding corporate rules',
  derogation: 'a derogation for a specific situation',
};

/** On what each transfer relies; one whose source is silent is said to be so. */
function transfersInWords(transfers: readonly ThirdCountry[]): string[] {
  const byMechanism = new Map<TransferMechanism, string[]>();
  for (const { country, mechanism } of transfers)
    byMechanism.set(mechanism, [...(byMechanism.get(mechanism) ?? []), countryInSentence(country)]);
  return [...byMechanism].map(([mechanism, countries]) => {
    const where = listed(countries);
    if (mechanism === 'not_stated') return `No transfer mechanism is stated for ${where}.`;
    return `The transfer to ${where} relies on ${BASIS[mechanism]}.`;
  });
}

/** The fields that a kind's own sentence does not speak of. */
const SPOKEN_OF: Record<ChangeShown['kind'], readonly TermsField[] | 'all'> = {
  addition: 'all',
  replacement: 'all',
  removal: 'all',
  location: ['locations', 'transfers'],
  data_categories: ['customerData', 'platformData', 'dataSubjects', 'transfers'],
  purpose: ['transfers'],
};

function furtherFields({ kind }: Spoken, differences: readonly FieldDifference[]): string[] {
  const spoken = SPOKEN_OF[kind];
  if (spoken === 'all') return [];
  const further = differences
    .filter(({ field, added, removed }) => !spoken.includes(field) && added.length + removed.length > 0)
    .map(({ field }) => inSentence(FIELD_NAME[field]));
  if (further.length === 0) return [];
  return [`${kind === 'purpose' ? 'What differs' : 'Also different'}: ${listed(further)}.`];
}

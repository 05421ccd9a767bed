import { entry, rowsIn, type Typed } from '#components/ui/form-state.ts';

/** A change as its draft keeps it: the fields of `changeInput`, with whatever has been typed so far. */
export type ChangeContent = Record<string, unknown>;

/** The lists that are typed one entry to a line. */
const LISTS = ['customerData', 'platformData', 'dataSubjects'] as const;
const TEXTS = ['description', 'purpose', 'retention', 'encryption', 'keyHolder'] as const;
const COMPANY_TEXTS = ['slug', 'legalName', 'group', 'address', 'contact', 'website', 'category'] as const;

/** What the form sent of one change, as the draft keeps it. Rows left empty are no rows. */
export function contentFrom(typed: Typed): ChangeContent {
  const said = (name: string) => entry(typed, name) ?? '';
  const orNull = (name: string) => said(name).trim() || null;
  const kind = said('kind');
  const isNew = (kind === 'addition' || kind === 'replacement') && orNull('subprocessorId') === null;
  return {
    kind,
    title: said('title'),
    reason: said('reason'),
    plannedStartOn: said('plannedStartOn'),
    subprocessorId: orNull('subprocessorId'),
    replacesId: orNull('replacesId'),
    supersedes: orNull('supersedes'),
    company: isNew ? companyFrom(typed) : null,
    terms: kind === 'removal' ? null : termsFrom(typed),
  };
}

function companyFrom(typed: Typed) {
  const texts = COMPANY_TEXTS.map((name) => [name, entry(typed, `company.${name}`)?.trim() || null]);
  const certifications = rowsIn(typed, 'company.certifications', ['name', 'validTo'])
    .filter(({ name, validTo }) => name.trim() || validTo)
    .map(({ name, validTo }) => ({ name, validTo: validTo || null }));
  return { ...Object.fromEntries(texts), tier: Number(entry(typed, 'company.tier') || 1), certifications };
}

function termsFrom(typed: Typed) {
  const texts = TEXTS.map((name) => [name, entry(typed, `terms.${name}`) ?? '']);
  const lists = LISTS.map((name) => [name, linesOf(entry(typed, `terms.${name}`) ?? '')]);
  return {
    ...Object.fromEntries([...texts, ...lists]),
    locations: rowsIn(typed, 'terms.locations', ['country', 'place', 'role']).filter(
      ({ country, place }) => country || place.trim(),
    ),
    transfers: rowsIn(typed, 'terms.transfers', ['country', 'mechanism', 'detail']).filter(({ country }) => country),
    // ticked before the company was called infrastructure, which serves all
    serviceIds: entry(typed, 'company.category') === 'infrastructure' ? [] : [...(typed['terms.serviceIds'] ?? [])],
  };
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** A kept draft, as the form shows it. What is not there, or is of another form, shows as empty. */
export function typedFrom(content: ChangeContent): Typed {
  const typed: Record<string, string[]> = {};
  const put = (name: string, value: unknown) => {
    if (value !== null && value !== undefined) typed[name] = [String(value)];
  };
  for (const name of ['kind', 'title', 'reason', 'plannedStartOn', 'subprocessorId', 'replacesId', 'supersedes'])
    put(name, content[name]);

  const company = recordOf(content.company);
  for (const name of [...COMPANY_TEXTS, 'tier']) put(`company.${name}`, company[name]);
  putRows(put, 'company.certifications', company.certifications);

  const terms = recordOf(content.terms);
  for (const name of TEXTS) put(`terms.${name}`, terms[name]);
  for (const name of LISTS) if (Array.isArray(terms[name])) put(`terms.${name}`, terms[name].join('\n'));
  putRows(put, 'terms.locations', terms.locations);
  putRows(put, 'terms.transfers', terms.transfers);
  if (Array.isArray(terms.serviceIds)) typed['terms.serviceIds'] = terms.serviceIds.map(String);
  return typed;
}

function putRows(put: (name: string, value: unknown) => void, list: string, rows: unknown): void {
  if (!Array.isArray(rows)) return;
  rows.forEach((row, index) => {
    for (const [name, value] of Object.entries(recordOf(row))) put(`${list}.${index}.${name}`, value);
  });
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

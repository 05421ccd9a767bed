import type { TransferMechanism } from '#db/schema/vocabulary.ts';
import type { Place, TermsField, ThirdCountry } from '#lib/register/register.ts';
import type { TermsShown } from './change-shown.ts';
import { countryName } from './country.ts';

/** Each field of terms as its reader knows it, in the order in which they are shown. */
export const FIELD_NAME = {
  purpose: 'Purpose',
  description: 'What it does',
  services: 'Services',
  locations: 'Where',
  transfers: 'Transfer mechanism',
  customerData: 'Your data',
  platformData: 'Data from your use',
  dataSubjects: 'People concerned',
  retention: 'Retention',
  encryption: 'Encryption',
  keyHolder: 'Key holder',
} as const satisfies Record<TermsField, string>;

/** "United States — Ashburn, Virginia", "Argentina — iPlan (secondary)". */
export function placeShown({ country, place, role }: Place): string {
  const name = countryName(country);
  // sources often repeat the country within the place: "HostGator, United States"
  const within = place.split(', ').filter((part) => part !== name);
  const where = within.length === 0 ? name : `${name} — ${within.join(', ')}`;
  return role === 'secondary' ? `${where} (secondary)` : where;
}

const MECHANISM: Record<TransferMechanism, string> = {
  adequacy_decision: 'Adequacy decision',
  data_privacy_framework: 'EU–US Data Privacy Framework',
  standard_contractual_clauses: 'Standard contractual clauses',
  binding_corporate_rules: 'Binding corporate rules',
  derogation: 'Derogation for a specific situation',
  not_stated: 'Not stated',
};

/** "EU–US Data Privacy Framework (United States)", "Not stated (Argentina)". */
export function transferShown({ country, mechanism, detail }: ThirdCountry): string {
  return `${MECHANISM[mechanism]}${detail ? `; ${detail}` : ''} (${countryName(country)})`;
}

/** What a field says, item by item; a text is one item, nothing said is none. */
export function itemsOf(terms: TermsShown | null, field: TermsField): string[] {
  if (!terms) return [];
  if (field === 'locations') return terms.locations.map(placeShown);
  if (field === 'transfers') return terms.transfers.map(transferShown);
  const said = terms[field];
  if (Array.isArray(said)) return said;
  return said === null || said === '' ? [] : [said];
}

/** A field before and after, item by item. */
export interface FieldDifference {
  field: TermsField;
  kept: string[];
  added: string[];
  removed: string[];
}

/** Every field that says something before or after, with what stays, what comes and what goes. */
export function fieldDifferences(from: TermsShown | null, to: TermsShown | null): FieldDifference[] {
  return (Object.keys(FIELD_NAME) as TermsField[]).flatMap((field) => {
    const [had, has] = [itemsOf(from, field), itemsOf(to, field)];
    if (had.length + has.length === 0) return [];
    return [
      {
        field,
        kept: has.filter((item) => had.includes(item)),
        added: has.filter((item) => !had.includes(item)),
        removed: had.filter((item) => !has.includes(item)),
      },
    ];
  });
}

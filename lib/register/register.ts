import type { SubprocessorCategory, TransferMechanism } from '#db/schema/vocabulary.ts';

/** Where data is processed: an ISO 3166 country, a place in words, and which role it has. */
export interface Place {
  country: string;
  place: string;
  role: 'primary' | 'secondary';
}

/** How data reaches a country outside the EEA. */
export interface ThirdCountry {
  country: string;
  mechanism: TransferMechanism;
  detail?: string;
}

/** What a sub-processor does for us, as one version says it. `services`: slugs; none for infrastructure, which serves all. */
export interface Terms {
  description: string;
  purpose: string;
  services: string[];
  locations: Place[];
  customerData: string[];
  platformData: string[];
  dataSubjects: string[];
  transfers: ThirdCountry[];
  retention: string | null;
  encryption: string | null;
  keyHolder: string | null;
}

export interface Company {
  slug: string;
  legalName: string;
  group: string | null;
  address: string | null;
  contact: string | null;
  website: string | null;
  category: SubprocessorCategory;
  tier: number;
  certifications: { name: string; validTo: string | null }[];
}

/** The facts of a company that are no terms: a mistake in one is corrected, and what is processed does not change. */
export const companyFacts = ['legalName', 'group', 'address', 'contact', 'website', 'tier'] as const;
export type CompanyFact = (typeof companyFacts)[number];

/** A fact of a company before and after. */
export interface FactDifference {
  field: CompanyFact;
  before: string | null;
  after: string | null;
}

/** Which facts of a company differ. */
export function factDifferences(
  before: Pick<Company, CompanyFact>,
  after: Pick<Company, CompanyFact>,
): FactDifference[] {
  const said = (value: string | number | null) => (value === null ? null : String(value));
  return companyFacts.flatMap((field) =>
    before[field] === after[field] ? [] : [{ field, before: said(before[field]), after: said(after[field]) }],
  );
}

/** One entry of the register: a company under the terms that are in force for it. */
export interface Entry {
  subprocessorId: string;
  termsId: string;
  company: Company;
  terms: Terms;
}

/** What a published version proposes beside the register as it stands. */
export interface Proposed {
  kind: string;
  title: string;
  reason: string;
  plannedStartOn: string;
  company: Company;
  /** The terms that end with it, and whose they are; null for an addition. */
  from: { slug: string; termsId: string } | null;
  /** Null for a removal. */
  to: (Terms & { termsId: string }) | null;
}

/** A policy version, frozen: what its SHA-256 is taken over, in canonical form. */
export interface Snapshot {
  form: 'demur-register-1';
  number: number;
  publishedAt: string;
  note: string;
  entries: (Company & { terms: Terms & { termsId: string } })[];
  proposed: Proposed[];
}

export function snapshotOf(
  version: Pick<Snapshot, 'number' | 'publishedAt' | 'note'>,
  entries: readonly Entry[],
  proposed: Proposed[],
): Snapshot {
  const { number, publishedAt, note } = version;
  const frozen = entries
    .map(({ company, terms, termsId }) => ({ ...company, terms: { ...terms, termsId } }))
    .sort((a, b) => (a.slug < b.slug ? -1 : 1));
  return { form: 'demur-register-1', number, publishedAt, note, entries: frozen, proposed };
}

/** The fields of terms that can differ, in the order in which a difference is shown. */
export const termsFields = [
  'description',
  'purpose',
  'services',
  'locations',
  'transfers',
  'customerData',
  'platformData',
  'dataSubjects',
  'retention',
  'encryption',
  'keyHolder',
] as const satisfies readonly (keyof Terms)[];
export type TermsField = (typeof termsFields)[number];

/** A field before and after. For a list: what was added and what was taken away; for a text: the two texts. */
export type Difference =
  | { field: TermsField; form: 'text'; before: string | null; after: string | null }
  | { field: TermsField; form: 'list'; kept: string[]; added: string[]; removed: string[] };

/** What differs between two versions of terms, field by field; null stands for no terms at all. Empty: nothing differs. */
export function difference(from: Terms | null, to: Terms | null): Difference[] {
  return termsFields.flatMap((field): Difference[] => {
    const [before, after] = [said(from, field), said(to, field)];
    if (Array.isArray(before) || Array.isArray(after)) {
      const [had, has] = [before ?? [], after ?? []] as [string[], string[]];
      const added = has.filter((one) => !had.includes(one));
      const removed = had.filter((one) => !has.includes(one));
      const kept = has.filter((one) => had.includes(one));
      return added.length + removed.length > 0 ? [{ field, form: 'list', kept, added, removed }] : [];
    }
    return before === after ? [] : [{ field, form: 'text', before, after }];
  });
}

function said(terms: Terms | null, field: TermsField): string | string[] | null {
  if (!terms) return null;
  if (field === 'locations') return terms.locations.map(placeInWords);
  if (field === 'transfers') return terms.transfers.map(transferInWords);
  return terms[field];
}

/** "Dublin, IE (secondary)"; "Google’s cloud (country not stated)" where the source does not say. */
export function placeInWords({ country, place, role }: Place): string {
  const where = country === UNSTATED ? `${place} (country not stated)` : `${place}, ${country}`;
  return role === 'secondary' ? `${where} (secondary)` : where;
}

const mechanisms: Record<TransferMechanism, string> = {
  adequacy_decision: 'adequacy decision',
  data_privacy_framework: 'EU-US Data Privacy Framework',
  standard_contractual_clauses: 'standard contractual clauses',
  binding_corporate_rules: 'binding corporate rules',
  derogation: 'derogation for a specific situation',
  not_stated: 'not stated',
};

/** "US: standard contractual clauses" */
export function transferInWords({ country, mechanism, detail }: ThirdCountry): string {
  return `${country}: ${mechanisms[mechanism]}${detail ? ` (${detail})` : ''}`;
}

/** The European Economic Area: data that stays there is no transfer to a third country (GDPR, Chapter V). */
const EEA = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(' '),
);

/** ISO 3166-1 alpha-2. */
export const COUNTRIES: ReadonlySet<string> = new Set(
  'AF AX AL DZ AS AD AO AI AQ AG AR AM AW AU AT AZ BS BH BD BB BY BE BZ BJ BM BT BO BQ BA BW BV BR IO BN BG BF BI CV KH CM CA KY CF TD CL CN CX CC CO KM CG CD CK CR CI HR CU CW CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FK FO FJ FI FR GF PF TF GA GM GE DE GH GI GR GL GD GP GU GT GG GN GW GY HT HM VA HN HK HU IS IN ID IR IQ IE IM IL IT JM JP JE JO KZ KE KI KP KR KW KG LA LV LB LS LR LY LI LT LU MO MG MW MY MV ML MT MH MQ MR MU YT MX FM MD MC MN ME MS MA MZ MM NA NR NP NL NC NZ NI NE NG NU NF MK MP NO OM PK PW PS PA PG PY PE PH PN PL PT PR QA RE RO RU RW BL SH KN LC MF PM VC WS SM ST SA SN RS SC SL SG SX SK SI SB SO ZA GS SS ES LK SD SR SJ SE CH SY TW TJ TZ TH TL TG TK TO TT TN TR TM TC TV UG UA AE GB US UM UY UZ VU VE VN VG VI WF EH YE ZM ZW'.split(
    ' ',
  ),
);

/** The code for a country that the source does not state (CLDR's "unknown region"). A gap, and shown as one. */
export const UNSTATED = 'ZZ';

export const isThirdCountry = (country: string): boolean => !EEA.has(country) && country !== UNSTATED;

/** The third countries among the locations of terms, for each of which a transfer mechanism is to be stated. */
export function thirdCountries(locations: readonly Place[]): string[] {
  return [...new Set(locations.map(({ country }) => country).filter(isThirdCountry))];
}

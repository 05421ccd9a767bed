import { type Definition, DefinitionTable } from '#components/ui/definition-table.tsx';
import { Mono } from '#components/ui/mono.tsx';
import type { AuthorisationMode, CountingRule } from '#db/schema/vocabulary.ts';
import { clauseInWords } from '#lib/changes/clause.ts';
import { countryName } from '#lib/changes/country.ts';
import { counted } from '#lib/changes/words.ts';

/** What a profile says. */
export interface ProfileTermsShown {
  length: number;
  unit: 'calendar' | 'working';
  rule: CountingRule;
  /** The subscriber's own holidays, beside the vendor's. */
  country: string | null;
  region: string | null;
  objectionClause: string;
  terminationClause: string | null;
  emergencyClause: string | null;
  authorisation: AuthorisationMode;
  noticeRequired: boolean;
  standstill: boolean;
  incorporatesScc: boolean;
}

/** What a profile makes of a change, after `before`. */
export function ProfileTerms({ profile, before = [] }: { profile: ProfileTermsShown; before?: readonly Definition[] }) {
  return (
    <DefinitionTable
      rows={[
        ...before,
        {
          label: 'Window',
          value: (
            <>
              {counted(profile.length, `${profile.unit} day`)}, {RULE[profile.rule]} (rule <Mono>{profile.rule}</Mono>)
            </>
          ),
        },
        { label: 'Own holidays', value: holidaysInWords(profile) },
        { label: 'Right to object', value: clauseInWords(profile.objectionClause) },
        {
          label: 'Termination',
          value: profile.terminationClause ? clauseInWords(profile.terminationClause) : 'no clause named',
        },
        {
          label: 'Emergency replacement',
          value: profile.emergencyClause ? clauseInWords(profile.emergencyClause) : 'no clause named',
        },
        { label: 'Authorisation', value: MODE[profile.authorisation] },
        {
          label: 'Proof of notice',
          value: profile.noticeRequired
            ? 'required: where none is shown, nothing follows from silence, and a fresh notice is due'
            : 'not required',
        },
        {
          label: 'Standstill',
          value: profile.standstill
            ? 'new terms that are pending or on hold are blocked'
            : 'none: new terms that are pending or on hold give a warning and are not blocked',
        },
        {
          label: 'Standard contractual clauses',
          value: profile.incorporatesScc ? 'incorporated' : 'not incorporated',
        },
      ]}
    />
  );
}

const RULE: Record<CountingRule, string> = {
  'eu-1182-71': 'counted as Regulation No 1182/71, Article 3 counts: a last day off moves to the next working day',
  'calendar-days': 'the last day stays where it falls',
  'working-days': 'counted in working days',
};

const MODE: Record<AuthorisationMode, string> = {
  general: 'general: a window that closes without an objection is treated as acceptance',
  specific: 'specific: what nobody there accepts by the close is not authorised',
};

function holidaysInWords({ country, region }: ProfileTermsShown): string | null {
  if (country === null) return null;
  return `${countryName(country)}${region ? `, ${region}` : ''}, beside ours`;
}

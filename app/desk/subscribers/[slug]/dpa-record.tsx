import { countryName } from '#components/changes/country.ts';
import { counted } from '#components/changes/words.ts';
import { clauseInWords } from '#components/notices/clause.ts';
import { At } from '#components/ui/at.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { Mono } from '#components/ui/mono.tsx';
import type { AuthorisationMode, CountingRule } from '#db/schema/vocabulary.ts';
import type { DpaInForce } from '#lib/parties/queries.ts';

/** The DPA in force: what it is, and what its profile makes of a change. */
export function DpaRecord({ dpa, zone }: { dpa: DpaInForce; zone: string }) {
  return (
    <DefinitionTable
      rows={[
        { label: 'Reference', value: `${dpa.reference}, version ${dpa.version}` },
        { label: 'Executed', value: <At instant={dpa.executedAt} zone={zone} /> },
        {
          label: 'Policy version agreed',
          value:
            dpa.agreedVersion === null ? (
              'the one in force at its execution'
            ) : (
              <TextLink href={`/register/versions/${dpa.agreedVersion}`}>version {dpa.agreedVersion}</TextLink>
            ),
        },
        { label: 'Profile', value: dpa.profile },
        {
          label: 'Window',
          value: (
            <>
              {counted(dpa.length, `${dpa.unit} day`)}, {RULE[dpa.rule]} (rule <Mono>{dpa.rule}</Mono>)
            </>
          ),
        },
        { label: 'Own holidays', value: holidaysInWords(dpa) },
        { label: 'Right to object', value: clauseInWords(dpa.objectionClause) },
        {
          label: 'Termination',
          value: dpa.terminationClause ? clauseInWords(dpa.terminationClause) : 'no clause named',
        },
        {
          label: 'Emergency replacement',
          value: dpa.emergencyClause ? clauseInWords(dpa.emergencyClause) : 'no clause named',
        },
        { label: 'Authorisation', value: MODE[dpa.authorisation] },
        {
          label: 'Proof of notice',
          value: dpa.noticeRequired
            ? 'required: where none is shown, nothing follows from silence, and a fresh notice is due'
            : 'not required',
        },
        {
          label: 'Standstill',
          value: dpa.standstill
            ? 'new terms that are pending or on hold are blocked'
            : 'none: new terms that are pending or on hold give a warning and are not blocked',
        },
        {
          label: 'Standard contractual clauses',
          value: dpa.incorporatesScc ? 'incorporated' : 'not incorporated',
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

function holidaysInWords({ country, region }: DpaInForce): string | null {
  if (country === null) return null;
  return `${countryName(country)}${region ? `, ${region}` : ''}, beside ours`;
}

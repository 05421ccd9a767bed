import type { ReactNode } from 'react';
import { Added, DefinitionTable, Removed } from '#components/ui/definition-table.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { ChangeShown } from '#lib/changes/change-shown.ts';
import { FIELD_NAME, type FieldDifference, fieldDifferences } from '#lib/changes/terms-words.ts';
import { type Instant, parseCivilDate } from '#lib/deadlines/instant.ts';
import { civilDayIn, dayInWords } from '#lib/deadlines/speak.ts';
import type { Company, TermsField } from '#lib/register/register.ts';

export type WhatChangesProps = {
  change: ChangeShown;
  now: Instant;
  zone: string;
  /** What becomes of the company that is replaced, for this reader: "stays in place for you while …". */
  replacedNote?: string;
};

/** Every field of the change, what stays plain, what comes marked "New", what goes struck out. */
export function WhatChanges({ change, now, zone, replacedNote }: WhatChangesProps) {
  const { kind, company, from, to, reason } = change;
  const fields = fieldDifferences(from?.terms ?? null, to);
  const rows = fields.map((difference) => ({ label: FIELD_NAME[difference.field], value: <Items {...difference} /> }));
  return (
    <DefinitionTable
      rows={[
        ...rows,
        {
          label: 'Replaces',
          value:
            kind === 'replacement' && from ? (
              <>
                <Removed>{from.company.legalName}</Removed>
                {replacedNote ? ` — ${replacedNote}` : null}
              </>
            ) : null,
        },
        { label: 'Company', value: <CompanyShown company={company} /> },
        { label: 'Certification', value: <Certifications company={company} today={civilDayIn(now, zone)} /> },
        { label: 'Reason given', value: <span className="whitespace-pre-wrap">{reason}</span> },
      ]}
    />
  );
}

/** One field before and after. Long texts and places stand one below the other, names of categories in a row. */
export function Items({ field, kept, added, removed }: FieldDifference) {
  const stacked = STACKED.has(field) || [...kept, ...added, ...removed].some(isLong);
  const items: { key: string; shown: ReactNode }[] = [
    ...kept.map((item) => ({ key: `kept ${item}`, shown: item })),
    ...added.map((item) => ({ key: `added ${item}`, shown: <Added>{item}</Added> })),
    ...removed.map((item) => ({ key: `removed ${item}`, shown: <Removed>{item}</Removed> })),
  ];
  return (
    <ul className={stacked ? 'grid gap-1.5' : 'leading-[1.9]'}>
      {items.map(({ key, shown }, index) => (
        <li key={key} className={stacked ? '' : 'mr-1 inline'}>
          {shown}
          {stacked || index === items.length - 1 ? null : <span aria-hidden>,</span>}{' '}
        </li>
      ))}
    </ul>
  );
}

/** Texts, and lists whose items are long. */
const STACKED: ReadonlySet<string> = new Set<TermsField>([
  'purpose',
  'description',
  'locations',
  'transfers',
  'retention',
  'encryption',
  'keyHolder',
]);
const isLong = (item: string) => item.length > 60;

function CompanyShown({ company }: { company: Company }) {
  const { legalName, address, contact, website, group, tier } = company;
  const more = [group ? `part of ${group}` : null, contact, website?.replace(/^https?:\/\//, '')];
  if (tier > 1) more.push(`tier ${tier} of the chain: it works for another sub-processor`);
  const said = more.filter((one) => one !== null && one !== undefined);
  return (
    <>
      {[legalName, address].filter(Boolean).join(', ')}
      {said.length > 0 ? <Note>{said.join(' · ')}</Note> : null}
    </>
  );
}

function Certifications({ company, today }: { company: Company; today: string }) {
  if (company.certifications.length === 0) return <>None stated</>;
  return (
    <ul>
      {company.certifications.map(({ name, validTo }) => (
        <li key={name}>
          {name}
          {validTo ? `, ${validTo < today ? 'expired on' : 'valid to'} ${dayInWords(parseCivilDate(validTo))}` : null}
        </li>
      ))}
    </ul>
  );
}

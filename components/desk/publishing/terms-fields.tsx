import type { ReactNode } from 'react';
import { CheckboxGroup, FieldGroup } from '#components/ui/choice.tsx';
import type { SelectOption } from '#components/ui/control.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { SelectField, TextAreaField, TextField } from '#components/ui/field.tsx';
import { errorOf, errorWithin, rowNumbers, shown } from '#components/ui/form-state.ts';
import { Note } from '#components/ui/prose.tsx';
import { Rows } from '#components/ui/rows.tsx';
import { type TransferMechanism, transferMechanisms } from '#db/schema/vocabulary.ts';
import type { PartProps } from './company-fields.tsx';

const MECHANISM: Record<TransferMechanism, string> = {
  adequacy_decision: 'Adequacy decision',
  data_privacy_framework: 'EU–US Data Privacy Framework',
  standard_contractual_clauses: 'Standard contractual clauses',
  binding_corporate_rules: 'Binding corporate rules',
  derogation: 'Derogation for a specific situation',
  not_stated: 'Not stated (shown as missing)',
};

export type TermsFieldsProps = PartProps & {
  kind: string;
  services: readonly { id: string; name: string; core: boolean }[];
  countries: readonly SelectOption[];
  /** Of a company known already; a new one says it itself, and the services show when it serves particular ones. */
  category: 'infrastructure' | 'service_specific' | null;
};

const PARTS = {
  what: {
    summary: 'What it does, for which services, how data is kept: as it stands',
    fields: ['description', 'purpose', 'serviceIds', 'retention', 'encryption', 'keyHolder'],
  },
  where: { summary: 'Where it processes data: as it stands', fields: ['locations', 'transfers'] },
  data: { summary: 'Which data, of whom: as it stands', fields: ['customerData', 'platformData', 'dataSubjects'] },
} as const;
type Part = keyof typeof PARTS;

/** The part that a kind of change is about. For the others, which say it all anew, none is set back. */
const ABOUT: Partial<Record<string, Part>> = { location: 'where', data_categories: 'data', purpose: 'what' };

/**
 * What the sub-processor is to do: for whom, where, with which data. Of one that stays, the part that the change is about
 * comes first, and the others are folded: they hold what stands today.
 */
export function TermsFields(props: TermsFieldsProps) {
  const about = ABOUT[props.kind];
  const drawn: Record<Part, ReactNode> = {
    what: <WhatItDoes {...props} />,
    where: <WhereItIs {...props} />,
    data: <WhichData {...props} />,
  };
  const parts: Part[] = ['what', 'where', 'data'];
  if (!about)
    return parts.map((part) => (
      <div key={part} className="mt-5 first:mt-0">
        {drawn[part]}
      </div>
    ));
  return [about, ...parts.filter((part) => part !== about)].map((part) => {
    const { summary, fields } = PARTS[part];
    if (part === about) return <div key={part}>{drawn[part]}</div>;
    const wrong = fields.some((field) => errorWithin(props.state, `terms.${field}`));
    return (
      <div key={part} className="mt-5">
        <Disclosure summary={summary} open={wrong}>
          {drawn[part]}
        </Disclosure>
      </div>
    );
  });
}

function fieldsOf({ state, typed }: PartProps) {
  const field = (name: string) => ({
    name: `terms.${name}`,
    defaultValue: shown({ refusal: null, typed }, `terms.${name}`),
    error: errorOf(state, `terms.${name}`),
  });
  return { field, list: (name: string) => ({ ...field(name), error: errorWithin(state, `terms.${name}`) }) };
}

function WhatItDoes({ state, typed, services, category }: TermsFieldsProps) {
  const { field } = fieldsOf({ state, typed });
  return (
    <>
      <TextField label="What it is" hint="As the register shows it: “Identity manager”" {...field('description')} />
      <TextAreaField label="Purpose" hint="What its processing is for" rows={2} {...field('purpose')} />
      {category === 'infrastructure' ? (
        <Note className="mt-5">It is infrastructure: it serves all services.</Note>
      ) : (
        <div className="mt-5 group-has-[[value=infrastructure]:checked]/draft:hidden">
          <CheckboxGroup
            label="Services that it serves"
            name="terms.serviceIds"
            hint="The change concerns the subscribers who use one of them."
            error={errorWithin(state, 'terms.serviceIds')}
            chosen={typed['terms.serviceIds']}
            columns
            options={services.map(({ id, name, core }) => ({
              value: id,
              label: name,
              hint: core ? 'Core: used by everyone' : undefined,
            }))}
          />
        </div>
      )}
      <TextAreaField label="Kept for" rows={2} optional {...field('retention')} />
      <TextAreaField label="Encryption" rows={2} optional {...field('encryption')} />
      <TextField label="Who holds the keys" optional {...field('keyHolder')} />
    </>
  );
}

function WhereItIs({ state, typed, countries }: TermsFieldsProps) {
  return (
    <div className="mt-5 first:mt-0">
      <Locations {...{ state, typed, countries }} />
      <Transfers {...{ state, typed, countries }} />
    </div>
  );
}

function WhichData({ state, typed }: TermsFieldsProps) {
  const { list } = fieldsOf({ state, typed });
  return (
    <div className="mt-5 first:mt-0">
      <TextAreaField label="Customer-provided data" hint="One category to a line" rows={4} {...list('customerData')} />
      <TextAreaField label="Platform-generated data" hint="One category to a line" rows={3} {...list('platformData')} />
      <TextAreaField label="People concerned" hint="One group to a line" rows={2} {...list('dataSubjects')} />
    </div>
  );
}

type RowsOfCountries = PartProps & { countries: readonly SelectOption[] };

function Locations({ state, typed, countries }: RowsOfCountries) {
  const numbers = rowNumbers(typed, 'terms.locations');
  const rows = numbers.length > 0 ? numbers : [0];
  return (
    <FieldGroup
      label="Where data is processed"
      name="terms.locations"
      id="terms.locations.0.country"
      error={errorOf(state, 'terms.locations')}
    >
      <Rows list="terms.locations" numbers={rows} noun="Location" addLabel="Add a location" most={50}>
        {(number) => {
          const field = rowField(state, typed, `terms.locations.${number}`);
          return (
            <div className="grid gap-x-4 gap-y-3 *:mt-0 sm:grid-cols-[1fr_1fr_9rem] sm:pr-7">
              <SelectField label="Country" placeholder="Choose one" options={countries} {...field('country')} />
              <TextField label="Place" {...field('place')} />
              <SelectField
                label="Role"
                options={[
                  { value: 'primary', label: 'Primary' },
                  { value: 'secondary', label: 'Secondary' },
                ]}
                {...field('role')}
              />
            </div>
          );
        }}
      </Rows>
    </FieldGroup>
  );
}

function Transfers({ state, typed, countries }: RowsOfCountries) {
  const numbers = rowNumbers(typed, 'terms.transfers');
  return (
    <FieldGroup
      label="Transfers outside the EEA"
      name="terms.transfers"
      hint="For each third country among the locations, what the transfer relies on. A country left out here is shown with its mechanism missing."
      error={errorOf(state, 'terms.transfers')}
      optional
    >
      <Rows list="terms.transfers" numbers={numbers} noun="Transfer" addLabel="Add a transfer" most={50}>
        {(number) => {
          const field = rowField(state, typed, `terms.transfers.${number}`);
          return (
            <div className="grid gap-x-4 gap-y-3 *:mt-0 sm:grid-cols-3 sm:pr-7">
              <SelectField label="Third country" placeholder="Choose one" options={countries} {...field('country')} />
              <SelectField
                label="Mechanism"
                options={transferMechanisms.map((word) => ({ value: word, label: MECHANISM[word] }))}
                {...field('mechanism')}
              />
              <TextField label="Detail" optional {...field('detail')} />
            </div>
          );
        }}
      </Rows>
    </FieldGroup>
  );
}

function rowField(state: PartProps['state'], typed: PartProps['typed'], row: string) {
  return (name: string) => ({
    name: `${row}.${name}`,
    defaultValue: typed[`${row}.${name}`]?.[0],
    error: errorOf(state, `${row}.${name}`),
  });
}

import { RadioGroup } from '#components/ui/choice.tsx';
import { DateField, SelectField, TextAreaField, TextField } from '#components/ui/field.tsx';
import { errorOf, errorWithin, type FormState, rowNumbers, shown, type Typed } from '#components/ui/form-state.ts';
import { Rows } from '#components/ui/rows.tsx';

export type PartProps = { state: FormState | null; typed: Typed };

/** The company of a sub-processor that the vendor does not know yet. */
export function CompanyFields({ state, typed }: PartProps) {
  const field = (name: string) => ({
    name: `company.${name}`,
    defaultValue: shown({ refusal: null, typed }, `company.${name}`),
    error: errorOf(state, `company.${name}`),
  });
  const certifications = rowNumbers(typed, 'company.certifications');
  return (
    <>
      {/* given where the draft came from a file */}
      <input type="hidden" name="company.slug" value={field('slug').defaultValue} />
      <TextField label="Legal name" {...field('legalName')} autoComplete="off" />
      <RadioGroup
        label="Category"
        name="company.category"
        error={errorOf(state, 'company.category')}
        chosen={typed['company.category']?.[0]}
        options={[
          {
            value: 'infrastructure',
            label: 'Infrastructure',
            hint: 'It serves the whole product, so the change reaches every subscriber with an executed DPA.',
          },
          {
            value: 'service_specific',
            label: 'Service-specific',
            hint: 'It serves services that you name below, so the change reaches those who use one of them.',
          },
        ]}
      />
      <TextAreaField label="Registered address" rows={2} optional {...field('address')} />
      <div className="mt-5 grid gap-x-5 gap-y-5 *:mt-0 sm:grid-cols-2">
        <TextField label="Contact" hint="E-mail address or page for privacy matters" optional {...field('contact')} />
        <TextField label="Website" hint="With https://" optional {...field('website')} inputMode="url" />
        <TextField label="Group" hint="The company that it belongs to" optional {...field('group')} />
        <SelectField
          label="Place in the chain"
          hint="Tier 2 works for another sub-processor"
          {...field('tier')}
          defaultValue={field('tier').defaultValue || '1'}
          options={['1', '2', '3'].map((tier) => ({ value: tier, label: `Tier ${tier}` }))}
        />
      </div>
      <div className="mt-5">
        <p className="mb-1.5 font-semibold">
          Certifications<span className="font-normal text-ink-2"> · optional</span>
        </p>
        {errorWithin(state, 'company.certifications') ? null : (
          <p className="mb-2 text-ink-2 text-sm">With the last day on which each is valid, where it has one.</p>
        )}
        <Rows
          list="company.certifications"
          numbers={certifications}
          noun="Certification"
          addLabel="Add a certification"
          most={50}
        >
          {(number) => (
            <div className="grid gap-x-4 gap-y-3 *:mt-0 sm:grid-cols-[1fr_12rem] sm:pr-7">
              <TextField label="Name" {...field(`certifications.${number}.name`)} />
              <DateField label="Valid to" optional {...field(`certifications.${number}.validTo`)} />
            </div>
          )}
        </Rows>
      </div>
    </>
  );
}

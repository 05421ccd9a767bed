import { TextLink } from '#components/ui/button.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { parseCivilDate } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import type { Company } from '#lib/register/register.ts';
import { FACT_NAME } from './fact-names.ts';

/** Every fact of a company. What is not stated says so. */
export function CompanyTable({ company }: { company: Company }) {
  const { legalName, group, address, contact, website, category, tier, certifications } = company;
  return (
    <DefinitionTable
      label={`${legalName}, the company`}
      rows={[
        { label: FACT_NAME.legalName, value: legalName },
        { label: FACT_NAME.group, value: group ?? 'Not stated' },
        { label: FACT_NAME.address, value: address ?? 'Not stated' },
        { label: FACT_NAME.contact, value: contact ?? 'Not stated' },
        { label: FACT_NAME.website, value: website ? <TextLink href={website}>{website}</TextLink> : 'Not stated' },
        { label: 'Category', value: category === 'infrastructure' ? 'Infrastructure' : 'Service-specific' },
        { label: FACT_NAME.tier, value: tier === 1 ? 'First: engaged by the vendor itself' : `Tier ${tier}` },
        {
          label: FACT_NAME.certifications,
          value:
            certifications.length === 0
              ? 'None stated'
              : certifications
                  .map(({ name, validTo }) =>
                    validTo ? `${name}, valid to ${dayInWords(parseCivilDate(validTo))}` : `${name}, no end stated`,
                  )
                  .join('; '),
        },
      ]}
    />
  );
}

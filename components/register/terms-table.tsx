import type { ReactNode } from 'react';
import { Chip } from '#components/ui/chip.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import type { TermsShown } from '#lib/changes/change-shown.ts';
import { FIELD_NAME, placeShown, transferShown } from '#lib/changes/terms-words.ts';
import { isThirdCountry, type Terms, type ThirdCountry, UNSTATED } from '#lib/register/register.ts';

/** Terms with their services by name, as the reader knows them. */
export function withNames<T extends Terms>(terms: T, services: Readonly<Record<string, string>>): TermsShown {
  return { ...terms, services: terms.services.map((slug) => services[slug] ?? slug) };
}

/** Everything that terms say, field by field. What the vendor has not stated shows as a gap. */
export function TermsTable({ terms, infrastructure }: { terms: TermsShown; infrastructure: boolean }) {
  const list = (items: readonly string[]): ReactNode => (items.length > 0 ? items.join(', ') : null);
  return (
    <DefinitionTable
      rows={[
        { label: FIELD_NAME.description, value: terms.description },
        { label: FIELD_NAME.purpose, value: terms.purpose },
        { label: FIELD_NAME.services, value: infrastructure ? 'All: it is infrastructure' : list(terms.services) },
        { label: FIELD_NAME.locations, value: <Places terms={terms} /> },
        { label: FIELD_NAME.transfers, value: <Transfers terms={terms} /> },
        { label: 'Customer-provided data', value: list(terms.customerData) ?? 'None stated' },
        { label: 'Platform-generated data', value: list(terms.platformData) ?? 'None stated' },
        { label: FIELD_NAME.dataSubjects, value: list(terms.dataSubjects) ?? <Missing /> },
        { label: FIELD_NAME.retention, value: terms.retention ?? <Missing /> },
        { label: FIELD_NAME.encryption, value: terms.encryption ?? <Missing /> },
        { label: FIELD_NAME.keyHolder, value: terms.keyHolder ?? <Missing /> },
      ]}
    />
  );
}

/** Where data is processed, place by place. */
export function Places({ terms }: { terms: Pick<Terms, 'locations'> }) {
  return (
    <ul className="space-y-1">
      {terms.locations.map((location) => (
        <li key={placeShown(location)}>{placeShown(location)}</li>
      ))}
    </ul>
  );
}

/** What each transfer out of the EEA relies on; a gap is shown as one. */
export function Transfers({ terms }: { terms: Pick<Terms, 'transfers' | 'locations'> }) {
  const { transfers, locations } = terms;
  if (transfers.length === 0)
    return locations.some(({ country }) => country === UNSTATED || isThirdCountry(country)) ? (
      <Missing />
    ) : (
      <>None, it stays in the EEA</>
    );
  return (
    <ul className="space-y-1">
      {transfers.map((transfer) => (
        <li key={`${transfer.country} ${transfer.mechanism}`}>
          <TransferShown transfer={transfer} />
        </li>
      ))}
    </ul>
  );
}

function TransferShown({ transfer }: { transfer: ThirdCountry }) {
  const said = transferShown(transfer);
  if (transfer.mechanism !== 'not_stated') return said;
  return (
    <>
      <Missing /> {said.replace('Not stated', '').trim()}
    </>
  );
}

/** Where the vendor has said nothing. */
export function Missing() {
  return <Chip tone="warn">Not stated</Chip>;
}

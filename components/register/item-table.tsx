import { At } from '#components/ui/at.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { dayInWords } from '#lib/deadlines/speak.ts';
import type { Attestation, Evidence, ItemStanding } from '#lib/diligence/diligence.ts';
import { ITEM } from './diligence-words.ts';
import { EvidenceShown } from './evidence-shown.tsx';

export type ItemTableProps = {
  caption: string;
  slug: string;
  rows: readonly ItemStanding[];
  /** Every attestation, those superseded included. */
  attestations: readonly Attestation[];
  files: readonly Evidence[];
  zone: string;
};

/** Obligations or measures, one by one: what is attested, on what evidence, until when. */
export function ItemTable({ caption, slug, rows, attestations, files, zone }: ItemTableProps) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ item }) => item}
      columns={[
        {
          key: 'name',
          header: 'What',
          names: true,
          share: 'w-2/5',
          cell: ({ item }) => (
            <>
              {ITEM[item].name}
              <span className="mt-0.5 block font-normal text-ink-2 text-sm">{ITEM[item].says}</span>
            </>
          ),
        },
        { key: 'state', header: 'Review', share: 'w-1/4', cell: (row) => <Review row={row} zone={zone} /> },
        {
          key: 'evidence',
          header: 'Evidence',
          share: 'w-1/4',
          cell: ({ item, attestation }) => (
            <>
              {attestation ? <EvidenceShown {...attestation} files={files} /> : 'None'}
              <Earlier
                attestations={attestations.filter((one) => one.item === item && one.id !== attestation?.id)}
                files={files}
                zone={zone}
              />
            </>
          ),
        },
        {
          key: 'do',
          header: 'Next',
          tight: true,
          cell: ({ item, attestation }) => (
            <TextLink href={`/desk/register/${slug}/attest/${item}`}>
              {attestation ? 'Attest anew' : 'Attest'}
              <span className="sr-only"> {ITEM[item].name}</span>
            </TextLink>
          ),
        },
      ]}
    />
  );
}

function Review({ row: { state, attestation }, zone }: { row: ItemStanding; zone: string }) {
  if (!attestation)
    return (
      <span className="whitespace-nowrap">
        <Chip>Not attested</Chip>
      </span>
    );
  return (
    <>
      {state === 'overdue' ? <Chip tone="warn">Review overdue</Chip> : <Chip tone="good">In order</Chip>}
      <span className="mt-1 block text-sm">
        Reviewed {dayInWords(attestation.attestedOn)}; next {dayInWords(attestation.nextReviewOn)}
      </span>
      <span className="block text-ink-2 text-sm">
        Attested by {attestation.by}, <At instant={attestation.at} zone={zone} />
      </span>
    </>
  );
}

function Earlier({
  attestations,
  files,
  zone,
}: {
  attestations: readonly Attestation[];
  files: readonly Evidence[];
  zone: string;
}) {
  if (attestations.length === 0) return null;
  return (
    <div className="mt-1.5">
      <Disclosure summary={attestations.length === 1 ? 'One earlier' : `${attestations.length} earlier`}>
        <ul className="grid gap-3">
          {attestations.map((one) => (
            <li key={one.id} className="text-sm">
              Reviewed {dayInWords(one.attestedOn)}, attested by {one.by} <At instant={one.at} zone={zone} />
              <EvidenceShown {...one} files={files} />
            </li>
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}

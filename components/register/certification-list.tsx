import { At } from '#components/ui/at.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import { type Certification, type Evidence, isOverdue } from '#lib/diligence/diligence.ts';
import { EvidenceShown } from './evidence-shown.tsx';

type Recorded = Certification & { held: boolean; by: string; at: Instant };

export type CertificationListProps = {
  slug: string;
  /** What the company holds now. */
  certifications: readonly Certification[];
  /** Every row that was recorded, the latest first. */
  recorded: readonly Recorded[];
  files: readonly Evidence[];
  today: CivilDate;
  zone: string;
};

/** What a company holds, until when, and what was recorded of it before. */
export function CertificationList({ slug, certifications, recorded, files, today, zone }: CertificationListProps) {
  const at = `/desk/register/${slug}/certification`;
  return (
    <>
      <DataTable
        caption="Certifications"
        rows={certifications}
        rowKey={({ id, name }) => id ?? name}
        columns={[
          { key: 'name', header: 'Certification', names: true, cell: ({ name }) => name },
          { key: 'until', header: 'Valid', cell: ({ validTo }) => <Validity validTo={validTo} today={today} /> },
          {
            key: 'evidence',
            header: 'Evidence',
            cell: ({ id, note, fileId }) =>
              note || fileId ? (
                <EvidenceShown note={note} fileId={fileId} files={files} />
              ) : id ? (
                'None'
              ) : (
                'None; it came with the company'
              ),
          },
          {
            key: 'do',
            header: 'Next',
            tight: true,
            cell: ({ name }) => (
              <TextLink href={`${at}?name=${encodeURIComponent(name)}`}>
                Renew or end<span className="sr-only"> {name}</span>
              </TextLink>
            ),
          },
        ]}
        empty={
          <EmptyState title="No certification is recorded">
            The company shows one each year, or the vendor may audit it.
          </EmptyState>
        }
      />
      <div className="mt-4">
        <LinkButton href={at}>Record a certification</LinkButton>
      </div>
      {recorded.length > 0 ? (
        <div className="mt-4">
          <Disclosure summary="All that was recorded">
            <ul className="grid gap-3">
              {recorded.map((one) => (
                <li key={one.id} className="text-sm">
                  <strong className="font-semibold">{one.name}</strong>:{' '}
                  {one.held
                    ? one.validTo
                      ? `valid to ${dayInWords(one.validTo)}`
                      : 'no end stated'
                    : 'no longer held'}
                  . Recorded by {one.by}, <At instant={one.at} zone={zone} />
                  <EvidenceShown note={one.note} fileId={one.fileId} files={files} />
                </li>
              ))}
            </ul>
          </Disclosure>
        </div>
      ) : null}
    </>
  );
}

function Validity({ validTo, today }: { validTo: CivilDate | null; today: CivilDate }) {
  if (validTo === null) return 'No end stated';
  if (!isOverdue(validTo, today)) return `to ${dayInWords(validTo)}`;
  return (
    <>
      <Chip tone="warn">Ran out</Chip> on {dayInWords(validTo)}
    </>
  );
}

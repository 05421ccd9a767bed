import { At } from '#components/ui/at.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { dayInWords, lastDayInWords } from '#lib/deadlines/speak.ts';
import { type StandingRow, StandingTable } from './standing-table.tsx';

export type WithdrawnShown = {
  objection: string;
  basis: 'vendor_ceases' | 'subscriber_agrees';
  untilDay: CivilDate | null;
  ended: boolean;
  fresh: { noticeId: string; reference: string; closesAt: Instant; open: boolean } | null;
};

export type ServiceInUse = {
  slug: string;
  name: string;
  core: boolean;
  dora: boolean;
  use: { takenUpAt: Instant; by: string | null; instruction: string | null; authorised: number } | null;
  withdrawn: WithdrawnShown | null;
};

/** One service in use: how it came to be, what stands behind it, and whether it is withdrawn. */
export function ServiceCard({
  service,
  rows,
  vendorName,
  zone,
}: {
  service: ServiceInUse;
  rows: readonly StandingRow[];
  vendorName: string;
  zone: string;
}) {
  const { slug, name, core, dora, withdrawn } = service;
  return (
    <Card
      level={3}
      title={
        <span className="flex flex-wrap items-center gap-2">
          {name}
          {core ? <Chip look="outline">Core</Chip> : null}
          {dora ? <Chip look="outline">DORA</Chip> : null}
          {withdrawn && !withdrawn.ended ? (
            <Chip tone="warn">
              {withdrawn.untilDay ? `Withdrawn until ${dayInWords(withdrawn.untilDay)}` : 'Withdrawn'}
            </Chip>
          ) : null}
        </span>
      }
    >
      <Note className="-mt-1 mb-3">
        <HowItCame service={service} vendorName={vendorName} zone={zone} />
      </Note>
      {withdrawn ? <Withdrawal withdrawn={withdrawn} vendorName={vendorName} zone={zone} /> : null}
      <StandingTable
        caption={`Sub-processors behind ${name}`}
        rows={rows}
        empty={
          <EmptyState title="No sub-processor of its own">
            Only the infrastructure below stands behind it. A sub-processor that is added for it gives you a notice
            first.
          </EmptyState>
        }
      />
      {core ? null : (
        <p className="mt-3">
          <TextLink href={`/services/${slug}/drop`}>Drop {name}</TextLink>
        </p>
      )}
    </Card>
  );
}

function HowItCame({
  service: { core, use },
  vendorName,
  zone,
}: {
  service: ServiceInUse;
  vendorName: string;
  zone: string;
}) {
  if (core || !use) return <>Part of every subscription.</>;
  const on = <At instant={use.takenUpAt} zone={zone} />;
  if (use.by)
    return (
      <>
        Taken up by {use.by}, {on}, with {use.authorised} {use.authorised === 1 ? 'sub-processor' : 'sub-processors'}{' '}
        authorised by name.
      </>
    );
  return (
    <>
      Switched on by {vendorName}, {on}
      {use.instruction ? `, on your instruction: ${use.instruction}` : ''}. The terms in force at that instant apply to
      you.
    </>
  );
}

function Withdrawal({
  withdrawn: { objection, basis, untilDay, ended, fresh },
  vendorName,
  zone,
}: {
  withdrawn: WithdrawnShown;
  vendorName: string;
  zone: string;
}) {
  const how = basis === 'subscriber_agrees' ? 'by agreement' : `by a decision of ${vendorName}`;
  return (
    <p className="mb-3 max-w-[65ch]">
      {ended && untilDay
        ? `It was withdrawn ${how} until the end of ${dayInWords(untilDay)}, and is back.`
        : untilDay
          ? `It is withdrawn ${how} until the end of ${dayInWords(untilDay)}. When it is back, the change is put to you again by a fresh notice with a full window.`
          : `It is withdrawn ${how} for good.`}{' '}
      {fresh ? (
        <>
          {fresh.open
            ? `The fresh notice is open until ${lastDayInWords(fresh.closesAt, zone)}: `
            : 'The fresh notice: '}
          <TextLink href={`/changes/${fresh.noticeId}`}>{fresh.reference}</TextLink>.{' '}
        </>
      ) : ended ? (
        'A fresh notice is due. '
      ) : null}
      See <TextLink href={`/objections/${objection}`}>{objection}</TextLink>.
    </p>
  );
}

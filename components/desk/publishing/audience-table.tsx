import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Input, Select } from '#components/ui/control.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { Stat, Stats } from '#components/ui/stat.tsx';
import { counted, listed } from '#lib/changes/words.ts';

export type AudienceReason = 'infrastructure' | 'uses_service' | 'no_executed_dpa' | 'does_not_use_service';

export interface AudienceShown {
  counts: Record<AudienceReason, number>;
  rows: {
    subscriberId: string;
    name: string;
    reason: AudienceReason;
    services: readonly string[];
    profileName: string | null;
    dpaReference: string | null;
    dora: boolean;
    urgent: boolean | null;
  }[];
}

type Row = AudienceShown['rows'][number];

export type AudienceTableProps = {
  audience: AudienceShown;
  /** A removal reaches nobody, since it asks nobody. */
  removal: boolean;
  asked: { draft: string; change: string; who?: string | undefined; search?: string | undefined };
  /** The address of this list with another filter. */
  filtered: (query: Record<string, string | undefined>) => string;
  next: string | null;
};

/** Everybody on record: who is reached and why, who is not and why. */
export function AudienceTable({ audience, removal, asked, filtered, next }: AudienceTableProps) {
  const { infrastructure, uses_service, no_executed_dpa, does_not_use_service } = audience.counts;
  const reached = infrastructure + uses_service;
  if (removal)
    return (
      <Banner title="A removal gives no notice">
        It opens no window, since nothing new would happen to anybody’s data. It stands in the register and on the
        change’s page from the moment it is published.
      </Banner>
    );
  return (
    <>
      <Stats>
        <Stat
          value={reached}
          label={reached === 1 ? 'is reached' : 'are reached'}
          note="and given a notice"
          href={filtered({ who: 'reached' })}
        />
        <Stat
          value={does_not_use_service}
          label={does_not_use_service === 1 ? 'is not concerned' : 'are not concerned'}
          note="use none of the services"
          href={filtered({ who: 'not_reached' })}
        />
        <Stat
          value={no_executed_dpa}
          label={no_executed_dpa === 1 ? 'has no executed DPA' : 'have no executed DPA'}
          note="and no right to object"
          tone={no_executed_dpa > 0 ? 'bad' : undefined}
          href={filtered({ who: 'not_reached' })}
        />
      </Stats>
      {reached === 0 ? (
        <Banner tone="warn" title="This reaches nobody">
          No subscriber with an executed DPA uses what it serves. It can be published all the same: it then stands in
          the register, and who takes the service up later is told.
        </Banner>
      ) : null}
      {no_executed_dpa > 0 ? (
        <Banner tone="bad" title={`${counted(no_executed_dpa, 'subscriber')} without an executed DPA`}>
          They see the change, are told why they can’t object and whom to write to, and may leave a concern. Have a DPA
          executed: each then gets a notice with a full window of its own.
        </Banner>
      ) : null}
      <FilterBar label="Search the audience" clear={asked.who || asked.search ? filtered({}) : undefined}>
        <input type="hidden" name="draft" value={asked.draft} />
        <input type="hidden" name="step" value="audience" />
        <input type="hidden" name="change" value={asked.change} />
        <Field label="Name" name="search">
          {(wiring) => <Input type="search" {...wiring} defaultValue={asked.search} />}
        </Field>
        <Field label="Who" name="who">
          {(wiring) => (
            <Select
              {...wiring}
              placeholder="Everybody"
              defaultValue={asked.who ?? ''}
              options={[
                { value: 'reached', label: 'Reached' },
                { value: 'not_reached', label: 'Not reached' },
              ]}
            />
          )}
        </Field>
      </FilterBar>
      <DataTable
        caption="Whom the change reaches, and whom not"
        rows={audience.rows}
        rowKey={({ subscriberId }) => subscriberId}
        columns={[
          { key: 'name', header: 'Subscriber', names: true, cell: ({ name }) => name },
          { key: 'reached', header: 'Reached', tight: true, cell: (row) => <Reached row={row} /> },
          { key: 'why', header: 'Because', cell: whyInWords },
          { key: 'dpa', header: 'DPA', cell: ({ dpaReference }) => dpaReference ?? 'none executed' },
          { key: 'profile', header: 'Profile', cell: ({ profileName }) => profileName ?? '–' },
        ]}
        empty={
          <EmptyState title="Nobody by that search" action={<TextLink href={filtered({})}>Show everybody</TextLink>} />
        }
      />
      <KeysetPager label="Pages of the audience" next={next} />
    </>
  );
}

function Reached({ row }: { row: Row }) {
  if (row.reason === 'no_executed_dpa') return <Chip tone="bad">No DPA</Chip>;
  if (row.reason === 'does_not_use_service') return <Chip>No</Chip>;
  return <Chip tone="accent">Yes</Chip>;
}

function whyInWords({ reason, services, dora, urgent }: Row): string {
  if (reason === 'no_executed_dpa') return 'no executed DPA';
  if (reason === 'does_not_use_service') return 'does not use the service';
  const why = reason === 'infrastructure' ? 'infrastructure, which serves everybody' : `uses ${listed(services)}`;
  const reached = dora ? `${why} (DORA applies)` : why;
  if (urgent === null) return reached;
  return `${reached}; ${urgent ? 'the urgent start holds for it' : 'the urgent start waits for its window'}`;
}

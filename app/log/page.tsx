import type { Metadata } from 'next';
import { CheckLogForm } from '#components/evidence/check-log-form.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Columns } from '#components/ui/columns.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { Proof } from '#components/ui/disclosure.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { page } from '#lib/auth/reader.ts';
import { inShort } from '#lib/deadlines/speak.ts';
import { eventInWords } from '#lib/evidence/event-words.ts';
import { type ListedEntry, logPage, type RecordedCheck } from '#lib/evidence/queries.ts';
import { inWords } from '#lib/evidence/verify-words.ts';
import { Room } from '../room.tsx';

export const metadata: Metadata = { title: 'Log' };

const counted = new Intl.NumberFormat('en-GB');

export default async function LogPage({ searchParams }: { searchParams: Promise<{ below?: string }> }) {
  const { below } = await searchParams;
  const position = below && /^[1-9]\d{0,14}$/.test(below) ? Number(below) : null;
  const { actor, installation, data } = await page('legal', ({ tx }) => logPage(tx, position));
  const { zone } = installation;
  const [latest] = data.checks;
  return (
    <Room actor={actor} installation={installation} current="/log">
      <Columns
        head={
          <PageHeader
            title="Log"
            lede="Every change of state, export and check, in the order in which it happened. Entries are never changed or removed."
          />
        }
        asideLabel="Checks"
        aside={
          <>
            <Card title="Check">
              {latest ? <LatestCheck check={latest} zone={zone} /> : <p>The log has not been checked yet.</p>}
              <div className="mt-4">
                <CheckLogForm entries={data.head.count} />
              </div>
              <Note className="mt-3">
                Every hash is derived again from the entries’ bytes, and every row is compared with its latest entry.
                The finding is recorded in the log under your name.
              </Note>
            </Card>
            <Card title="Head">
              <DefinitionTable narrow rows={[{ label: 'Entries', value: counted.format(data.head.count) }]} />
              <p className="mt-3 text-ink-2 text-sm">Last hash</p>
              <Mono>{data.head.hash}</Mono>
              <Note className="mt-2">
                Note it down outside of Demur: whoever has it can later tell whether this log is still the beginning of
                that one.
              </Note>
            </Card>
          </>
        }
      >
        {latest?.difference ? (
          <Banner tone="bad" title="The latest check found a difference">
            {inWords(latest.difference)}
          </Banner>
        ) : null}
        <DataTable
          caption="Entries of the log, the latest first"
          columns={columns(zone)}
          rows={data.entries}
          rowKey={({ position: at }) => at}
          empty={
            <EmptyState title="No entries here" action={<TextLink href="/log">Show the latest entries</TextLink>}>
              Each change of state writes one entry, which appears here at once.
            </EmptyState>
          }
        />
        <KeysetPager
          label="Pages of the log"
          previous={position === null ? null : '/log'}
          previousLabel="Latest entries"
          next={data.next === null ? null : `/log?below=${data.next}`}
        />
        {data.entries.length > 0 ? (
          <div className="mt-6">
            <Proof
              summary="Hashes of these entries"
              facts={data.entries.map(({ position: at, hash }) => ({ label: `Entry ${at}`, value: hash }))}
            />
          </div>
        ) : null}
        <Section title="Checkpoints" note="the head of the log at each recorded check">
          {data.checks.length === 0 ? (
            <EmptyState title="No check is recorded">
              “Check the log now” records how many entries there were, their last hash, and what was found.
            </EmptyState>
          ) : (
            <DataTable
              caption="Recorded checks, the latest first"
              columns={checkColumns(zone)}
              rows={data.checks}
              rowKey={({ position: at }) => at}
            />
          )}
        </Section>
      </Columns>
    </Room>
  );
}

function LatestCheck({ check, zone }: { check: RecordedCheck; zone: string }) {
  return (
    <>
      <Chip tone={check.ok ? 'good' : 'bad'}>{check.ok ? 'No difference found' : 'A difference found'}</Chip>
      <p className="mt-2">
        {counted.format(check.entries)} entries{check.ok ? ` and ${counted.format(check.rows)} rows` : ''} held,{' '}
        {inShort(check.at, zone)}.
      </p>
    </>
  );
}

function columns(zone: string): Column<ListedEntry>[] {
  return [
    { key: 'position', header: 'Entry', names: true, tight: true, cell: ({ position }) => counted.format(position) },
    { key: 'what', header: 'What', cell: ({ type, role, name }) => eventInWords(type, { role, name }) },
    {
      key: 'case',
      header: 'Case',
      tight: true,
      cell: ({ reference }) =>
        reference ? (
          <TextLink href={`/cases/${reference}`}>{reference}</TextLink>
        ) : (
          <span className="text-ink-2">None</span>
        ),
    },
    { key: 'at', header: 'When', cell: ({ at }) => <At instant={at} zone={zone} /> },
  ];
}

function checkColumns(zone: string): Column<RecordedCheck>[] {
  return [
    { key: 'at', header: 'When', names: true, cell: ({ at }) => inShort(at, zone) },
    { key: 'by', header: 'By', cell: ({ name }) => name ?? 'A user' },
    { key: 'entries', header: 'Entries', align: 'end', cell: ({ entries }) => counted.format(entries) },
    { key: 'found', header: 'Found', cell: ({ ok }) => (ok ? 'No difference' : 'A difference') },
    { key: 'head', header: 'Last hash', cell: ({ head }) => <Mono>{head}</Mono> },
  ];
}

import type { Metadata } from 'next';
import { KIND_NAME } from '#components/changes/outcome-words.ts';
import { Differences } from '#components/register/differences.tsx';
import { TermsTable, withNames } from '#components/register/terms-table.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { Timeline, type TimelineEntry } from '#components/ui/timeline.tsx';
import { publicPage } from '#lib/auth/public-page.ts';
import { asTyped } from '#lib/command/text.ts';
import { parseCivilDate } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import { type EntryChange, type RegisterEntry, registerEntry } from '#lib/register/queries.ts';
import { PublicRoom } from '../../../public-room.tsx';

export const metadata: Metadata = { title: 'A sub-processor' };
// kept for all readers
export const dynamic = 'force-static';

export default async function EntryPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { installation, version, data } = await publicPage((reader) => registerEntry(reader, asTyped(slug)));
  const { company, inForce, changes, services } = data;
  const { zone } = installation;
  const planned = changes.filter((change) => isPlanned(change, data));
  return (
    <PublicRoom installation={installation} version={version} current="/register">
      <PageHeader
        eyebrow={
          <>
            <TextLink href="/register">Register</TextLink> ·{' '}
            {company.category === 'infrastructure' ? 'Infrastructure' : 'Service-specific'}
          </>
        }
        title={company.legalName}
        lede={inForce?.terms.description ?? changes[0]?.to?.description}
      />
      {planned.map((change) => (
        <Banner key={change.changeId} title={change.title}>
          Published with <TextLink href={`/register/versions/${change.version}`}>version {change.version}</TextLink>,
          planned from {dayInWords(change.plannedStartOn)}. {change.reason}
        </Banner>
      ))}
      <Section
        title="In force"
        note={
          inForce ? (
            <>
              since <At instant={inForce.since} zone={zone} />
            </>
          ) : undefined
        }
      >
        {inForce ? (
          <TermsTable
            terms={withNames(inForce.terms, services)}
            infrastructure={company.category === 'infrastructure'}
          />
        ) : (
          <EmptyState title="No terms are in force">
            {planned.length > 0
              ? 'They are published and start as said above.'
              : 'This company processes no data for us, or not any more.'}
          </EmptyState>
        )}
      </Section>
      <Section title="The company">
        <DefinitionTable
          rows={[
            { label: 'Legal name', value: company.legalName },
            { label: 'Group', value: company.group },
            { label: 'Registered address', value: company.address ?? 'Not stated' },
            { label: 'Contact', value: company.contact ?? 'Not stated' },
            {
              label: 'Website',
              value: company.website ? <TextLink href={company.website}>{company.website}</TextLink> : null,
            },
            {
              label: 'Certifications',
              value:
                company.certifications.length === 0
                  ? 'None stated'
                  : company.certifications
                      .map(({ name, validTo }) =>
                        validTo ? `${name}, valid to ${dayInWords(parseCivilDate(validTo))}` : name,
                      )
                      .join('; '),
            },
          ]}
        />
      </Section>
      <Section title="History">
        <Timeline label="History" entries={history(data, zone)} />
      </Section>
    </PublicRoom>
  );
}

/** The latest first; at the end how it came into the register. */
function history(entry: RegisterEntry, zone: string): TimelineEntry[] {
  const { changes, baseline, services } = entry;
  const told = changes.map((change): TimelineEntry => {
    const { from, to, replacedBy, kind } = change;
    const before = kind === 'replacement' && !replacedBy ? null : from;
    const after = replacedBy ? null : to;
    return {
      key: change.changeId,
      what: (
        <>
          <strong className="font-semibold">{change.title}</strong> <Chip look="outline">{KIND_NAME[kind]}</Chip>{' '}
          {stateOf(change)}
        </>
      ),
      when: (
        <>
          <TextLink href={`/register/versions/${change.version}`}>version {change.version}</TextLink>, published{' '}
          <At instant={change.publishedAt} zone={zone} />
        </>
      ),
      tone: change.withdrawnAt || change.supersededAt ? 'neutral' : 'accent',
      detail: (
        <>
          <Note>
            {startInWords(change)} {change.reason}
          </Note>
          <div className="mt-1.5">
            <Disclosure summary="What differs" open={isPlanned(change, entry)}>
              <Differences from={before && withNames(before, services)} to={after && withNames(after, services)} />
            </Disclosure>
          </div>
        </>
      ),
    };
  });
  if (!baseline) return told;
  return [
    ...told,
    {
      key: 'baseline',
      what: 'In the first register',
      when: (
        <>
          <TextLink href={`/register/versions/${baseline.version}`}>version {baseline.version}</TextLink>, published{' '}
          <At instant={baseline.publishedAt} zone={zone} />
        </>
      ),
    },
  ];
}

function startInWords({ withdrawnAt, supersededAt, plannedStartOn, replacedBy, replaced }: EntryChange): string {
  if (withdrawnAt) return 'Withdrawn before it started.';
  if (supersededAt) return 'Corrected by a later change before it started.';
  const who = replacedBy ? ` ${replacedBy.legalName} takes its place.` : '';
  const whom = replaced ? ` It takes the place of ${replaced.legalName}.` : '';
  return `From ${dayInWords(plannedStartOn)}.${who}${whom}`;
}

function stateOf({ withdrawnAt, supersededAt }: EntryChange) {
  if (withdrawnAt) return <Chip>Withdrawn</Chip>;
  return supersededAt ? <Chip>Superseded</Chip> : null;
}

/** Published and still to start: neither in force nor ended. */
function isPlanned(change: EntryChange, { at }: Pick<RegisterEntry, 'at'>): boolean {
  return change.withdrawnAt === null && change.supersededAt === null && change.plannedStartAt > at;
}

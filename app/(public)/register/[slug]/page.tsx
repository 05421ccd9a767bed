import type { Metadata } from 'next';
import { KIND_NAME } from '#components/changes/outcome-words.ts';
import { Differences } from '#components/register/differences.tsx';
import { FeedAlternate } from '#components/register/downloads.tsx';
import { Facts } from '#components/register/facts.tsx';
import { Missing, TermsTable, withNames } from '#components/register/terms-table.tsx';
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
import { type Instant, parseCivilDate } from '#lib/deadlines/instant.ts';
import { civilDayIn, dayInWords } from '#lib/deadlines/speak.ts';
import { type EntryChange, type RegisterEntry, registerEntry } from '#lib/register/queries.ts';
import { baselinePeriod, type Period, periodOf } from '#lib/register/terms-history.ts';
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
      <FeedAlternate />
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
            { label: 'Registered address', value: company.address ?? <Missing /> },
            { label: 'Contact', value: company.contact ?? <Missing /> },
            {
              label: 'Website',
              value: company.website ? <TextLink href={company.website}>{company.website}</TextLink> : <Missing />,
            },
            {
              label: 'In the chain',
              value: company.tier === 1 ? 'Engaged by us' : `Engaged by a sub-processor: tier ${company.tier}`,
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
  const { changes, amendments, baseline, services } = entry;
  const told = [
    ...changes.map((change) => ({ at: change.publishedAt, told: ofChange(change, entry, zone) })),
    ...amendments.map((amendment) => ({ at: amendment.at, told: ofAmendment(amendment, zone) })),
  ]
    .sort((one, other) => (one.at < other.at ? 1 : -1))
    .map((each) => each.told);
  if (!baseline) return told;
  return [
    ...told,
    {
      key: 'baseline',
      what: <strong className="font-semibold">In the first register</strong>,
      when: <InVersion version={baseline.version} publishedAt={baseline.publishedAt} zone={zone} />,
      detail: (
        <>
          <Note>{periodInWords(baselinePeriod(entry), entry.at, zone)}</Note>
          <div className="mt-1.5">
            <Disclosure summary="What it said">
              <TermsTable
                terms={withNames(baseline.terms, services)}
                infrastructure={entry.company.category === 'infrastructure'}
              />
            </Disclosure>
          </div>
        </>
      ),
    },
  ];
}

function ofChange(change: EntryChange, entry: RegisterEntry, zone: string): TimelineEntry {
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
    when: <InVersion version={change.version} publishedAt={change.publishedAt} zone={zone} />,
    tone: change.withdrawnAt || change.supersededAt ? 'neutral' : 'accent',
    detail: (
      <>
        <Note>
          {startInWords(change)} {periodInWords(periodOf(change, entry), entry.at, zone)} {change.reason}
        </Note>
        <div className="mt-1.5">
          <Disclosure summary="What differs" open={isPlanned(change, entry)}>
            <Differences
              from={before && withNames(before, entry.services)}
              to={after && withNames(after, entry.services)}
            />
          </Disclosure>
        </div>
      </>
    ),
  };
}

/** A correction of the company's facts: what is processed stayed as it was. */
function ofAmendment({ at, differences, reason }: RegisterEntry['amendments'][number], zone: string): TimelineEntry {
  return {
    key: `amendment ${at}`,
    what: <strong className="font-semibold">What is said of the company was corrected</strong>,
    when: <At instant={at} zone={zone} />,
    tone: 'neutral',
    detail: (
      <>
        <Note>{reason}</Note>
        <Facts differences={differences} />
      </>
    ),
  };
}

function InVersion({ version, publishedAt, zone }: { version: number; publishedAt: Instant; zone: string }) {
  return (
    <>
      <TextLink href={`/register/versions/${version}`}>version {version}</TextLink>, published{' '}
      <At instant={publishedAt} zone={zone} />
    </>
  );
}

/** From when to when terms are in force, by the civil day on which they come and the last one that they stand. */
function periodInWords(period: Period | undefined, now: Instant, zone: string): string {
  if (!period || period.from > now) return '';
  const from = dayInWords(civilDayIn(period.from, zone));
  if (period.until === null) return `In force since ${from}.`;
  const until = dayInWords(civilDayIn(period.until, zone));
  return period.until > now ? `In force since ${from}, until ${until}.` : `In force from ${from} until ${until}.`;
}

function startInWords({ withdrawnAt, supersededAt, plannedStartOn, replacedBy, replaced }: EntryChange): string {
  if (withdrawnAt) return 'Withdrawn before it started.';
  if (supersededAt) return 'Corrected by a later change before it started.';
  const who = replacedBy ? ` ${replacedBy.legalName} takes its place.` : '';
  // many a company's name ends with a full stop of its own
  const whom = replaced ? ` It takes the place of ${replaced.legalName.replace(/\.$/, '')}.` : '';
  return `Planned from ${dayInWords(plannedStartOn)}.${who}${whom}`;
}

function stateOf({ withdrawnAt, supersededAt }: EntryChange) {
  if (withdrawnAt) return <Chip>Withdrawn</Chip>;
  return supersededAt ? <Chip>Superseded</Chip> : null;
}

/** Published and still to start: neither in force nor ended. */
function isPlanned(change: EntryChange, { at }: Pick<RegisterEntry, 'at'>): boolean {
  return change.withdrawnAt === null && change.supersededAt === null && change.plannedStartAt > at;
}

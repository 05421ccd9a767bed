import { FeedAlternate, KeepUp } from '#components/register/downloads.tsx';
import { RegisterTable } from '#components/register/register-table.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { Input } from '#components/ui/control.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { Installation } from '#lib/access/actor.ts';
import type { CivilDate } from '#lib/deadlines/instant.ts';
import { cityOf, civilDayIn, dayInWords } from '#lib/deadlines/speak.ts';
import type { RegisterList } from '#lib/register/queries.ts';

/** The register in force, or as it stood at the end of a day. The field shows what was asked for, right or wrong. */
export function RegisterView({
  list,
  installation,
  asked,
}: {
  list: RegisterList;
  installation: Installation;
  asked?: { on: CivilDate | null; refused: string | undefined };
}) {
  const { version, entries, planned, services } = list;
  const { zone, vendorName } = installation;
  const ahead = list.at > list.now;
  const of = (category: string) =>
    entries
      .filter(({ company }) => company.category === category)
      .map((entry) => ({ ...entry, plannedFrom: entry.since > list.now ? civilDayIn(entry.since, zone) : null }));
  return (
    <>
      <FeedAlternate />
      <PageHeader
        eyebrow={
          version ? (
            <>
              Policy version {version.number}, published <At instant={version.publishedAt} zone={zone} />
            </>
          ) : undefined
        }
        title="Register of sub-processors"
        lede={`The companies that process personal data for ${vendorName}, where they do it, and what for.`}
        actions={<TextLink href="/register/versions">All versions</TextLink>}
      />
      <FilterBar label="The register on a day" clear={asked ? '/register' : undefined}>
        <Field label="As of the end of" name="on" error={asked?.refused}>
          {(wiring) => <Input type="date" {...wiring} defaultValue={asked?.on ?? undefined} />}
        </Field>
      </FilterBar>
      {asked?.on ? (
        <Banner title={`As of the end of ${dayInWords(asked.on)} (${cityOf(zone)})`}>
          {ahead
            ? 'This is the register as it is planned by then. What has not started yet says from when it is planned.'
            : 'This is the register that was in force then, with its companies as they were known then.'}
        </Banner>
      ) : null}
      {planned.length > 0 ? (
        <Banner title={aboutPlanned(planned.length, asked?.on ? list : null)}>
          <ul className="mt-1 space-y-1">
            {planned.map(({ changeId, slug, title, plannedStartOn }) => (
              <li key={changeId}>
                <TextLink href={`/register/${slug}`}>{title}</TextLink>, planned from {dayInWords(plannedStartOn)}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
      {version === null ? (
        <EmptyState title="Nothing was published by then">
          The first policy version appears here with its publication.
        </EmptyState>
      ) : (
        <>
          <Section title="Infrastructure" note="data storage and processing for all services">
            <RegisterTable
              caption="Infrastructure sub-processors"
              rows={of('infrastructure')}
              planned={planned}
              services={services}
            />
          </Section>
          <Section title="Service-specific" note="only for the services named">
            <RegisterTable
              caption="Service-specific sub-processors"
              rows={of('service_specific')}
              planned={planned}
              services={services}
              showServices
            />
          </Section>
        </>
      )}
      <Section title="Keep up with it">
        <KeepUp on={asked?.on} />
      </Section>
    </>
  );
}

/** Changes still to start: now, or at the end of the day that is shown. */
function aboutPlanned(count: number, asOf: RegisterList | null): string {
  const changes = count === 1 ? 'One change' : `${count} changes`;
  const have = count === 1 ? 'has' : 'have';
  if (asOf === null) return `${changes} ${count === 1 ? 'is' : 'are'} published and ${have} not started`;
  return asOf.at > asOf.now
    ? `${changes} ${count === 1 ? 'is' : 'are'} published and planned for later`
    : `${changes} had been published and had not started`;
}

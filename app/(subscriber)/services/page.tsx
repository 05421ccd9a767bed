import type { Metadata } from 'next';
import { ServiceCard } from '#components/services/service-card.tsx';
import { StandingTable } from '#components/services/standing-table.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import type { AuthorisedTerms } from '#lib/authorisations/queries.ts';
import { listed } from '#lib/changes/words.ts';
import { servicesPage } from '#lib/services/services-page.ts';
import { asked, type SearchParams } from '../../asked.ts';
import { Room } from '../../room.tsx';

export const metadata: Metadata = { title: 'Services' };

export default async function ServicesPageShown({ searchParams }: { searchParams: SearchParams }) {
  const { done, service: slug } = await asked(searchParams, ['done', 'service']);
  const { actor, installation, data } = await page('subscriber', servicesPage);
  const { zone, vendorName } = installation;
  const named = data.services.find((each) => each.slug === slug);
  const ofNone = data.terms.filter(
    ({ services, state, notice }) => services.length === 0 && state === 'not_applicable' && notice !== null,
  );
  const infrastructure = data.terms.filter((each) => each.infrastructure && !ofNone.includes(each));
  const offered = data.services.filter(({ used }) => !used);
  return (
    <Room actor={actor} installation={installation} current="/services">
      <PageHeader
        title="Services"
        lede={`What ${actor.subscriberName} uses, which sub-processors stand behind it, and what each may do with its personal data now.`}
      />
      <Done done={done} name={named?.name} used={named?.used ?? false} />
      {data.hasDpa ? null : (
        <Banner tone="warn" title="No DPA is executed">
          Without one no sub-processor is authorised for {actor.subscriberName}, and no service can be taken up here.
          Write to {installation.privacyContact}.
        </Banner>
      )}
      <Section title="In use">
        <ul className="grid gap-4">
          {data.services
            .filter(({ used }) => used)
            .map((service) => (
              <li key={service.serviceId}>
                <ServiceCard
                  service={service}
                  rows={rowsOf(
                    data.terms.filter(
                      ({ infrastructure: everywhere, services }) =>
                        !everywhere && services.some(({ id }) => id === service.serviceId),
                    ),
                  )}
                  vendorName={vendorName}
                  zone={zone}
                />
              </li>
            ))}
        </ul>
      </Section>
      <Section title="Infrastructure" note="behind every service">
        <StandingTable
          caption="Infrastructure sub-processors"
          rows={rowsOf(infrastructure)}
          empty={
            <EmptyState title="None">
              {data.hasDpa ? 'The register names no infrastructure.' : 'It is listed once a DPA is executed.'}
            </EmptyState>
          }
        />
      </Section>
      {ofNone.length > 0 ? (
        <Section title="No longer applicable" note="cases about services that you do not use">
          <StandingTable caption="Terms of services not in use" rows={rowsOf(ofNone)} />
        </Section>
      ) : null}
      <Section title="Not in use">
        <DataTable
          caption="Services that you do not use"
          rows={offered}
          rowKey={({ serviceId }) => serviceId}
          empty={<EmptyState title="You use every service">One that is offered later stands here.</EmptyState>}
          columns={[
            { key: 'name', header: 'Service', names: true, cell: ({ name }) => name },
            {
              key: 'behind',
              header: 'Sub-processors behind it',
              cell: ({ behind }) => (behind.length > 0 ? listed(behind) : 'None of its own'),
            },
            {
              key: 'do',
              header: 'Do',
              cell: (service) => <TextLink href={`/services/${service.slug}/take-up`}>Take up {service.name}</TextLink>,
            },
          ]}
        />
      </Section>
    </Room>
  );
}

const rowsOf = (terms: readonly AuthorisedTerms[]) =>
  terms.map((each) => ({ ...each, key: `${each.termsId} ${each.notice?.id} ${each.state} ${each.reason}` }));

function Done({ done, name, used }: { done: string | undefined; name: string | undefined; used: boolean }) {
  if (name === undefined) return null;
  if (done === 'taken-up' && used)
    return (
      <Banner tone="good" title={`${name} is taken up`}>
        What you authorised is on record. Changes to come that you did not tick are under{' '}
        <TextLink href="/changes">Changes</TextLink>, each with a full window.
      </Banner>
    );
  if (done === 'dropped' && !used)
    return (
      <Banner tone="good" title={`${name} is dropped`}>
        Its sub-processors have nothing left to process for you. Objections that you filed run on.
      </Banner>
    );
  return null;
}

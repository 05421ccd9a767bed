import type { Metadata } from 'next';
import { TakeUpForm } from '#components/desk/parties/service-forms.tsx';
import { ActionForm } from '#components/ui/action-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { page } from '#lib/auth/reader.ts';
import { asTyped } from '#lib/command/text.ts';
import { partyChoices } from '#lib/parties/profiles-query.ts';
import { subscriberShown } from '#lib/parties/queries.ts';
import { Room } from '../../../../room.tsx';
import { dropAction, takeUpAction } from '../../actions.ts';

export const metadata: Metadata = { title: 'Services of a subscriber' };

export default async function SubscriberServicesPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, installation, data } = await page('privacy_admin', async (reader) => {
    const subscriber = await subscriberShown(reader, asTyped(slug));
    return subscriber && { subscriber, services: (await partyChoices(reader.tx)).services };
  });
  const { subscriber, services } = data;
  const takenUp = subscriber.services.filter(({ takenUpAt }) => takenUpAt !== null);
  const offered = services.filter(({ id }) => !takenUp.some((one) => one.id === id));
  return (
    <Room actor={actor} installation={installation} current="/desk/subscribers">
      <PageHeader
        eyebrow={<TextLink href={`/desk/subscribers/${subscriber.slug}`}>{subscriber.name}</TextLink>}
        title="Services in use"
        lede="Which services it uses decides which sub-processors, and which changes, concern it."
      />
      <div className="max-w-[46rem]">
        <Section title="In use">
          <Note className="mb-3">
            When a service is dropped, notices about it that nobody has answered end as no longer concerning{' '}
            {subscriber.name}. Its objections run on.
          </Note>
          <DataTable
            caption="Services that it has taken up"
            rows={takenUp}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', header: 'Service', names: true, cell: ({ name }) => name },
              {
                key: 'dora',
                header: 'DORA',
                cell: ({ dora }) => (dora ? 'critical or important function' : 'not marked'),
              },
              {
                key: 'drop',
                header: 'Drop',
                tight: true,
                cell: ({ id, name }) => (
                  <ActionForm
                    action={dropAction}
                    label={
                      <>
                        Drop<span className="sr-only"> {name}</span>
                      </>
                    }
                    look="plain"
                    hidden={{ subscriberId: subscriber.id, serviceId: id, slug: subscriber.slug }}
                  />
                ),
              },
            ]}
            empty={<EmptyState title="None taken up">The core services are used by everybody.</EmptyState>}
          />
        </Section>
        <Section title="Take up another">
          {offered.length === 0 ? (
            <Note>It uses all that there is.</Note>
          ) : (
            <TakeUpForm action={takeUpAction} subscriber={subscriber} services={offered} />
          )}
        </Section>
      </div>
    </Room>
  );
}

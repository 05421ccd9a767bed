import type { Metadata } from 'next';
import { countryName } from '#components/changes/country.ts';
import { counted } from '#components/changes/words.ts';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { page } from '#lib/auth/reader.ts';
import { authorisationsOf } from '#lib/authorisations/queries.ts';
import { asTyped } from '#lib/command/text.ts';
import { type SubscriberShown, subscriberShown } from '#lib/parties/queries.ts';
import { Room } from '../../../room.tsx';
import { Recording } from '../recording.tsx';
import { Authorisations } from './authorisations.tsx';
import { DpaRecord } from './dpa-record.tsx';

export const metadata: Metadata = { title: 'A subscriber' };

export default async function SubscriberPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, installation, data } = await page('privacy_admin', async (reader) => {
    const subscriber = await subscriberShown(reader, asTyped(slug));
    return subscriber && { subscriber, ...(await authorisationsOf(reader.tx, subscriber.id)) };
  });
  const { subscriber, now, terms } = data;
  const { zone } = installation;
  return (
    <Room actor={actor} installation={installation} current="/desk/subscribers">
      <PageHeader
        eyebrow={
          <>
            <TextLink href="/desk/subscribers">Subscribers</TextLink> · {countryName(subscriber.country)} · recorded{' '}
            <At instant={subscriber.recordedAt} zone={zone} />
          </>
        }
        title={subscriber.name}
        lede={waitingInWords(subscriber)}
        facts={<Recording />}
      />
      {subscriber.dpa ? null : (
        <Banner tone="warn" title="No executed DPA">
          {subscriber.name} is given no notices and cannot object until one is recorded; it sees each change, and may
          leave a concern. Recording its DPA gives it a notice, with a full window from then, of every change that
          concerns it and has not started.
        </Banner>
      )}
      <Section title="Under which terms may who process its data now?">
        <Authorisations
          subscriberName={subscriber.name}
          terms={terms}
          servicesInUse={subscriber.services.length}
          now={now}
          zone={zone}
        />
      </Section>
      {subscriber.dpa ? (
        <Section title="DPA">
          <DpaRecord dpa={subscriber.dpa} zone={zone} />
        </Section>
      ) : null}
      <Section title="Services in use" note={counted(subscriber.services.length, 'service')}>
        <Services services={subscriber.services} zone={zone} />
      </Section>
      <Section title="Users" note={counted(subscriber.users.length, 'person', 'people')}>
        <Note className="mb-3">
          A signatory files, accepts, agrees and retracts; a contact reads, prepares and asks. One whose right has ended
          is not listed.
        </Note>
        <Users users={subscriber.users} zone={zone} />
      </Section>
    </Room>
  );
}

function waitingInWords({ openNotices, undecidedObjections }: SubscriberShown): string {
  if (openNotices + undecidedObjections === 0) return 'No notice is open, and no objection undecided.';
  return `${counted(openNotices, 'open notice')}, ${counted(undecidedObjections, 'undecided objection')}.`;
}

function Services({ services, zone }: { services: SubscriberShown['services']; zone: string }) {
  return (
    <DataTable
      caption="Services in use"
      rows={services}
      rowKey={({ name }) => name}
      columns={[
        { key: 'name', header: 'Service', names: true, cell: ({ name }) => name },
        {
          key: 'since',
          header: 'In use',
          cell: ({ core, takenUpAt }) =>
            core ? (
              'core: every subscriber uses it'
            ) : takenUpAt ? (
              <>
                since <At instant={takenUpAt} zone={zone} />
              </>
            ) : null,
        },
        {
          key: 'dora',
          header: 'DORA',
          cell: ({ dora }) => (dora ? 'supports a critical or important function' : 'not marked'),
        },
      ]}
      empty={
        <EmptyState title="No service in use">
          What it takes up appears here, and sub-processors that serve it then concern this subscriber.
        </EmptyState>
      }
    />
  );
}

function Users({ users, zone }: { users: SubscriberShown['users']; zone: string }) {
  return (
    <DataTable
      caption="Users and their rights"
      rows={users}
      rowKey={({ membershipId }) => membershipId}
      columns={[
        {
          key: 'name',
          header: 'Name',
          names: true,
          cell: ({ name, email, disabled }) => (
            <>
              {name}
              {disabled ? ' (may not sign in any more)' : ''}
              <span className="block break-words font-normal text-ink-2 text-sm">{email}</span>
            </>
          ),
        },
        { key: 'right', header: 'Right', cell: ({ right }) => right },
        {
          key: 'granted',
          header: 'Granted',
          cell: ({ grantedAt, grantedBy }) => (
            <>
              <At instant={grantedAt} zone={zone} />
              <span className="block text-ink-2 text-sm">by {grantedBy ?? 'a script of the installation'}</span>
            </>
          ),
        },
      ]}
      empty={
        <EmptyState title="Nobody may sign in for it">
          Each person appears here when created by <Mono>npm run user:create</Mono>.
        </EmptyState>
      }
    />
  );
}

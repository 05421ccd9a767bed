import type { Metadata } from 'next';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { ButtonRow, LinkButton, TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { page } from '#lib/auth/reader.ts';
import { authorisationsOf } from '#lib/authorisations/queries.ts';
import { countryName } from '#lib/changes/country.ts';
import { counted } from '#lib/changes/words.ts';
import { asTyped } from '#lib/command/text.ts';
import { type SubscriberShown, subscriberShown } from '#lib/parties/queries.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';
import { Authorisations } from './authorisations.tsx';
import { DpaRecord } from './dpa-record.tsx';

export const metadata: Metadata = { title: 'A subscriber' };

export default async function SubscriberPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string }>;
  searchParams: SearchParams;
}) {
  const { slug } = await params;
  const { done, notices } = await asked(searchParams, ['done', 'notices']);
  const { actor, installation, data } = await page('privacy_admin', async (reader) => {
    const subscriber = await subscriberShown(reader, asTyped(slug));
    return subscriber && { subscriber, ...(await authorisationsOf(reader.tx, subscriber.id)) };
  });
  const { subscriber, now, terms } = data;
  const { zone } = installation;
  const own = `/desk/subscribers/${subscriber.slug}`;
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
        facts={
          <TextLink href={`/desk/letters?subscriber=${encodeURIComponent(subscriber.name)}`}>
            Letters to {subscriber.name}
          </TextLink>
        }
        actions={<LinkButton href={`${own}/edit`}>Change name or country</LinkButton>}
      />
      {done && Object.hasOwn(DONE, done) ? (
        <Banner tone="good">
          {DONE[done]} {givenInWords(notices)}
        </Banner>
      ) : null}
      {subscriber.dpa ? null : (
        <Banner
          tone="warn"
          title="No executed DPA"
          actions={<LinkButton href={`${own}/dpa`}>Record its DPA</LinkButton>}
        >
          {subscriber.name} is given no notices and cannot object until one is recorded; it sees each change, and may
          leave a concern. Recording its DPA gives it a notice, with a full window from then, of every change that
          concerns it and has not started.
        </Banner>
      )}
      <Section title="Who may process its data now, and under which terms">
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
          <ButtonRow>
            <LinkButton href={`${own}/dpa`}>Record a new DPA or an amendment</LinkButton>
            <TextLink href={`${own}/dpa/end`}>End this DPA</TextLink>
          </ButtonRow>
        </Section>
      ) : null}
      <Section title="Services in use" note={counted(subscriber.services.length, 'service')}>
        <Services services={subscriber.services} zone={zone} />
        <ButtonRow>
          <LinkButton href={`${own}/services`}>Take up or drop a service</LinkButton>
        </ButtonRow>
      </Section>
      <Section title="Users" note={counted(subscriber.users.length, 'person', 'people')}>
        <Note className="mb-3">
          A signatory files, accepts, agrees and retracts; a contact reads, prepares and asks. One whose right has ended
          is not listed.
        </Note>
        <Users users={subscriber.users} own={own} zone={zone} />
        <ButtonRow>
          <LinkButton href={`${own}/users`}>Add a user</LinkButton>
        </ButtonRow>
      </Section>
    </Room>
  );
}

const DONE: Record<string, string> = {
  recorded: 'The subscriber is recorded. Its DPA, its users and the services that it uses come next.',
  changed: 'The change is saved.',
  dpa: 'The DPA is recorded.',
  dpa_ended: 'The DPA has ended. What is published from now on gives no notice here.',
  service: 'The service is recorded as in use.',
  service_dropped: 'The service is dropped.',
  user: 'The change is saved, and counts from the next click of theirs.',
  user_again: 'This person was known already, and has a right here again. Name and password are as they were.',
  user_ended: 'The right has ended.',
};

/** What an address says was given; it is shown only, and decides nothing. */
function givenInWords(notices: string | undefined): string | null {
  if (notices === undefined || !/^\d{1,4}$/.test(notices)) return null;
  if (notices === '0') return 'No change is pending that concerns it anew.';
  return `${counted(Number(notices), 'notice')} of what is pending went with it, each with a full window from now.`;
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
          cell: ({ core, takenUpAt, takenUpBy, authorised, instruction }) =>
            core ? (
              'core: every subscriber uses it'
            ) : takenUpAt ? (
              <>
                since <At instant={takenUpAt} zone={zone} />
                <span className="block text-ink-2 text-sm">
                  {authorised > 0
                    ? `${counted(authorised, 'sub-processor')} authorised by ${takenUpBy}`
                    : `recorded by ${takenUpBy ?? 'a script of the installation'}${instruction ? `, on instruction: ${instruction}` : ''}`}
                </span>
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

function Users({ users, own, zone }: { users: SubscriberShown['users']; own: string; zone: string }) {
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
          cell: ({ userId, name, email, disabled }) => (
            <>
              <TextLink href={`${own}/users/${userId}`}>{name}</TextLink>
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
          Each person who may act for it appears here once added.
        </EmptyState>
      }
    />
  );
}

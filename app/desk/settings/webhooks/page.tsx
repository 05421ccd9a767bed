import type { Metadata } from 'next';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { WebhookForm } from '#components/webhooks/webhook-form.tsx';
import { kindInWords, stateInWords } from '#components/webhooks/words.ts';
import { page } from '#lib/auth/reader.ts';
import { COUNTED, type ShownWebhook, webhooksList } from '#lib/webhooks/queries.ts';
import { stateOf } from '#lib/webhooks/webhook.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';
import { addWebhookAction } from './actions.ts';

export const metadata: Metadata = { title: 'Webhooks' };

const OWN = '/desk/settings/webhooks';

export default async function WebhooksPage({ searchParams }: { searchParams: SearchParams }) {
  const { done } = await asked(searchParams, ['done']);
  const { actor, installation, data: endpoints } = await page('privacy_admin', webhooksList);
  return (
    <Room actor={actor} installation={installation} current="/desk/settings">
      <PageHeader
        eyebrow={<TextLink href="/desk/settings">Settings</TextLink>}
        title="Webhooks"
        lede="Systems of yours are told what happens here, within seconds, and ask over the API for more."
        facts={
          <>
            What is sent, how it is signed and how often it is tried stands in{' '}
            <TextLink href={`${OWN}/events`}>the description of the messages</TextLink>.
          </>
        }
      />
      {done === 'removed' ? (
        <Banner tone="good">The endpoint is removed. Nothing is sent to it from now on.</Banner>
      ) : null}
      <div className="max-w-[46rem]">
        <Section title="Add an endpoint">
          <WebhookForm action={addWebhookAction} />
        </Section>
      </div>
      <Section title="Endpoints" id="endpoints">
        <DataTable
          caption="Endpoints, those that are told something first"
          columns={columnsIn(installation.zone)}
          rows={endpoints}
          rowKey={({ id }) => id}
          empty={
            <EmptyState title="No endpoints yet">Each one that is added stands here, with how it is doing.</EmptyState>
          }
        />
      </Section>
    </Room>
  );
}

function columnsIn(zone: string): Column<ShownWebhook>[] {
  return [
    {
      key: 'name',
      header: 'Endpoint',
      names: true,
      share: 'w-2/5',
      cell: ({ id, name, url }) => (
        <>
          <TextLink href={`${OWN}/${id}`}>{name}</TextLink>
          <Mono className="block font-normal">{url}</Mono>
        </>
      ),
    },
    {
      key: 'kinds',
      header: 'Told',
      cell: ({ kinds }) =>
        kinds.map((kind) => (
          <span key={kind} className="block">
            {kindInWords[kind]}
          </span>
        )),
    },
    {
      key: 'state',
      header: 'State',
      cell: (endpoint) => {
        const { word, tone } = stateInWords[stateOf(endpoint)];
        return (
          <>
            <Chip tone={tone}>{word}</Chip>
            <span className="block text-ink-2 text-sm">
              {endpoint.lastDeliveredAt ? (
                <>
                  Last taken <At instant={endpoint.lastDeliveredAt} zone={zone} />
                </>
              ) : (
                'Nothing taken yet'
              )}
            </span>
          </>
        );
      },
    },
    { key: 'waiting', header: 'Waiting', align: 'end', tight: true, cell: ({ waiting }) => upTo(waiting) },
    { key: 'failed', header: 'Failed', align: 'end', tight: true, cell: ({ failed }) => upTo(failed) },
  ];
}

const upTo = (count: number) =>
  count > COUNTED ? `over ${COUNTED.toLocaleString('en-GB')}` : count.toLocaleString('en-GB');

import type { Metadata } from 'next';
import { ActionForm } from '#components/ui/action-form.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { ButtonRow, LinkButton, TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { MessageTold, WhatBecame } from '#components/webhooks/deliveries.tsx';
import { ReplayForm } from '#components/webhooks/replay-form.tsx';
import { kindInWords, stateInWords } from '#components/webhooks/words.ts';
import { page } from '#lib/auth/reader.ts';
import { recordId } from '#lib/command/inputs.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { cityOf, civilDayIn } from '#lib/deadlines/speak.ts';
import { type ShownDelivery, type ShownWebhook, webhookDeliveries, webhookOf } from '#lib/webhooks/queries.ts';
import { KEPT_DAYS, stateOf } from '#lib/webhooks/webhook.ts';
import { asked, type SearchParams } from '../../../../asked.ts';
import { Room } from '../../../../room.tsx';
import { pauseWebhookAction, replayOneAction, replaySinceAction, testWebhookAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Endpoint' };

const LIST = '/desk/settings/webhooks';

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

export default async function WebhookPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { done, after, show } = await asked(searchParams, ['done', 'after', 'show']);
  const onlyFailed = show === 'failed';
  const { actor, installation, data } = await page('privacy_admin', async (reader) => {
    const endpoint = recordId.safeParse(id).success ? await webhookOf(reader, id) : undefined;
    return endpoint && { endpoint, ...(await webhookDeliveries(reader, id, { cursor: after, onlyFailed })) };
  });
  const { endpoint, now, rows, next } = data;
  const { zone } = installation;
  const own = `${LIST}/${id}`;
  const ended = endpoint.endedAt !== null;
  return (
    <Room actor={actor} installation={installation} current="/desk/settings">
      <PageHeader
        eyebrow={<TextLink href={LIST}>Webhooks</TextLink>}
        title={endpoint.name}
        facts={<Mono>{endpoint.url}</Mono>}
      />
      {done && Object.hasOwn(DONE, done) ? <Banner tone="good">{DONE[done]}</Banner> : null}
      <State endpoint={endpoint} zone={zone} />
      <div className="max-w-[46rem]">
        <DefinitionTable
          label="Endpoint"
          rows={[
            { label: 'State', value: <StateChip endpoint={endpoint} /> },
            {
              label: 'Told',
              value: endpoint.kinds.map((kind) => (
                <span key={kind} className="block">
                  {kindInWords[kind]}
                </span>
              )),
            },
            {
              label: 'Added',
              value: (
                <>
                  By {endpoint.recordedBy}, <At instant={endpoint.recordedAt} zone={zone} />
                </>
              ),
            },
            {
              label: 'Last taken',
              value: endpoint.lastDeliveredAt ? <At instant={endpoint.lastDeliveredAt} zone={zone} /> : 'Nothing yet',
            },
            {
              label: 'Former secret',
              value: endpoint.formerSecretUntil ? (
                <>
                  Signs too until <At instant={endpoint.formerSecretUntil} zone={zone} />
                </>
              ) : null,
            },
          ]}
        />
        {ended ? null : <Doors endpoint={endpoint} own={own} />}
      </div>
      <Section title={onlyFailed ? 'Messages that failed' : 'Messages'} id="messages">
        <p className="mb-3">
          {onlyFailed ? (
            <TextLink href={`${own}#messages`}>Show all messages</TextLink>
          ) : (
            <TextLink href={`${own}?show=failed#messages`}>Show those that failed</TextLink>
          )}
        </p>
        <DataTable
          caption="Messages to this endpoint, the latest first"
          columns={columnsOf(endpoint, zone)}
          rows={rows}
          rowKey={({ deliveryId }) => deliveryId}
          empty={
            <EmptyState title={onlyFailed ? 'None failed' : 'No messages yet'}>
              {onlyFailed
                ? 'A message that its receiver did not take for three days stands here.'
                : 'Each message stands here once something happens, with its tries.'}
            </EmptyState>
          }
        />
        <KeysetPager
          label="Pages of messages"
          previous={after ? `${own}${onlyFailed ? '?show=failed' : ''}#messages` : null}
          previousLabel="Latest"
          next={next ? `${own}?after=${next}${onlyFailed ? '&show=failed' : ''}#messages` : null}
        />
        <Note className="mt-3">
          Messages are kept for {KEPT_DAYS} days. The order in which they arrive is not promised.
        </Note>
      </Section>
      {ended ? null : (
        <Section title="Send again" id="again">
          <div className="max-w-[46rem]">
            <ReplayForm action={replaySinceAction} endpointId={id} city={cityOf(zone)} today={civilDayIn(now, zone)} />
          </div>
        </Section>
      )}
    </Room>
  );
}

const DONE: Record<string, string> = {
  changed: 'The endpoint is changed.',
  paused: 'The endpoint is paused. What happens from now on waits.',
  resumed: 'The endpoint goes on. What waited is sent now.',
  test: 'A test is on its way. Load this page again in a moment to see what became of it.',
  replayed: 'It is on its way again. Load this page again in a moment to see what became of it.',
};

function StateChip({ endpoint }: { endpoint: ShownWebhook }) {
  const { word, tone } = stateInWords[stateOf(endpoint)];
  return <Chip tone={tone}>{word}</Chip>;
}

/** What stands in the way of messages, since when, and what to do about it. */
function State({ endpoint, zone }: { endpoint: ShownWebhook; zone: string }) {
  const { endedAt, endedBy, disabledAt, pausedAt, failingSince, longFailing } = endpoint;
  if (endedAt)
    return (
      <Banner>
        {endedBy} removed it, <At instant={endedAt} zone={zone} />. Nothing is sent to it any more.
      </Banner>
    );
  if (disabledAt)
    return (
      <Banner tone="warn" title="Disabled: its receiver is gone">
        The worker disabled it <At instant={disabledAt} zone={zone} />, because its receiver answered 410 Gone. What
        happens meanwhile waits. Change the address, or take it up again once the receiver is back.
      </Banner>
    );
  if (pausedAt)
    return (
      <Banner tone="warn">
        Paused <At instant={pausedAt} zone={zone} />. What happens meanwhile waits.
      </Banner>
    );
  if (failingSince && longFailing)
    return (
      <Banner tone="bad" title="Failing">
        It has taken nothing since <At instant={failingSince} zone={zone} />. Each message is tried for three days and
        then given up; the tries below say what stands in the way.
      </Banner>
    );
  return null;
}

function Doors({ endpoint, own }: { endpoint: ShownWebhook; own: string }) {
  const { id: endpointId } = endpoint;
  const stands = endpoint.pausedAt !== null || endpoint.disabledAt !== null;
  return (
    <ButtonRow>
      <ActionForm action={testWebhookAction} hidden={{ endpointId }} label="Send a test" pendingLabel="Sending…" full />
      <ActionForm
        action={pauseWebhookAction}
        hidden={{ endpointId, paused: stands ? 'no' : 'yes' }}
        label={stands ? 'Take it up again' : 'Pause'}
        look="quiet"
        full
      />
      <LinkButton href={`${own}/change`}>Change</LinkButton>
      <LinkButton href={`${own}/rotate`}>New secret</LinkButton>
      <LinkButton href={`${own}/remove`} look="danger">
        Remove
      </LinkButton>
    </ButtonRow>
  );
}

function columnsOf(endpoint: ShownWebhook, zone: string): Column<ShownDelivery>[] {
  const held = endpoint.pausedAt !== null || endpoint.disabledAt !== null;
  const when = (at: Instant) => <At instant={at} zone={zone} />;
  return [
    {
      key: 'message',
      header: 'Message',
      names: true,
      share: 'w-2/5',
      cell: (delivery) => <MessageTold delivery={delivery} when={when} />,
    },
    {
      key: 'became',
      header: 'What became of it',
      cell: (delivery) =>
        endpoint.endedAt && !delivery.deliveredAt && !delivery.failedAt ? (
          'Not sent: the endpoint was removed'
        ) : (
          <WhatBecame delivery={delivery} when={when} held={held} />
        ),
    },
    {
      key: 'again',
      header: 'Again',
      tight: true,
      cell: ({ deliveryId, deliveredAt, failedAt, messageId }) =>
        endpoint.endedAt || (!deliveredAt && !failedAt) ? (
          <span className="text-ink-2">Not now</span>
        ) : (
          <ActionForm
            action={replayOneAction}
            hidden={{ endpointId: endpoint.id, deliveryId }}
            look="quiet"
            label={
              <>
                Replay<span className="sr-only"> message {messageId}</span>
              </>
            }
          />
        ),
    },
  ];
}

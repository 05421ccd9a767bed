import type { Metadata } from 'next';
import { WhatChanges } from '#components/changes/what-changes.tsx';
import { Messages } from '#components/notices/messages.tsx';
import { SayForm } from '#components/notices/say-form.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { Installation, SubscriberActor } from '#lib/access/actor.ts';
import { page } from '#lib/auth/reader.ts';
import { lede } from '#lib/changes/lede.ts';
import { newId } from '#lib/command/new-id.ts';
import { type ChangeWithoutNotice, changeWithoutNotice } from '#lib/notices/change-without-notice.ts';
import { Room } from '../../../../room.tsx';
import { concernAction } from './actions.ts';

export const metadata: Metadata = { title: 'Leave a concern' };

/** A published change for a subscriber that was given no notice of it: why it takes no objection, and what it can do. */
export default async function ConcernPage({ params }: { params: Promise<{ changeId: string }> }) {
  const { changeId } = await params;
  const { actor, installation, data } = await page('subscriber', (reader) => changeWithoutNotice(reader, changeId));
  const { change, concerns } = data;
  const { zone, vendorName } = installation;
  return (
    <Room actor={actor} installation={installation} current="/changes">
      <div className="max-w-[48rem]">
        <PageHeader
          eyebrow={
            <>
              Policy version {change.version} · published <At instant={change.publishedAt} zone={zone} />
            </>
          }
          title={change.title}
          lede={lede(change)}
        />
        <Why why={data.why} actor={actor} installation={installation} />
        <Section title="What changes">
          <WhatChanges change={change} now={data.now} zone={zone} />
        </Section>
        <Section title="Leave a concern" id="concern">
          {concerns.length > 0 ? (
            <div className="mb-5">
              <Messages
                messages={concerns.map((concern) => ({ ...concern, side: 'subscriber', kind: 'concern' }))}
                vendorName={vendorName}
                zone={zone}
              />
            </div>
          ) : null}
          <SayForm
            action={concernAction}
            idempotencyKey={newId()}
            hidden={{ changeId }}
            id="body"
            label="Your concern"
            hint="It goes on record and the vendor’s privacy admins read it. It is no objection, and the change may start all the same."
            submit="Leave concern"
            sent="On record. It stands above."
          />
        </Section>
        <p className="mt-8">
          <TextLink href="/changes">Back to the changes</TextLink>
        </p>
      </div>
    </Room>
  );
}

type WhyProps = { why: ChangeWithoutNotice['why']; actor: SubscriberActor; installation: Installation };

function Why({ why, actor, installation: { vendorName, privacyContact } }: WhyProps) {
  if (why === 'no_executed_dpa')
    return (
      <Banner
        tone="warn"
        title="You can’t object to this change"
        actions={<TextLink href={`mailto:${privacyContact}`}>Write to {privacyContact}</TextLink>}
      >
        {actor.subscriberName} has no executed data processing agreement with {vendorName}, and the right to object
        comes with one. Write to the privacy contact to have one executed; if the change has not started by then, you
        get a notice with a full window of its own.
      </Banner>
    );
  if (why === 'removal')
    return (
      <Banner title="This change takes no objection">
        It only ends what a sub-processor does. No data of yours goes anywhere new.
      </Banner>
    );
  return (
    <Banner title="This change does not concern your organisation">
      It is about services that {actor.subscriberName} does not use, so it takes no objection. If you take one of them
      up, you are asked first.
    </Banner>
  );
}

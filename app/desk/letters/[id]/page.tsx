import type { Metadata } from 'next';
import { DeliveriesTable } from '#components/letters/deliveries-table.tsx';
import { LetterAsSent } from '#components/letters/letter-as-sent.tsx';
import { LANGUAGE, LAPSE, LETTER, letterChip } from '#components/letters/letter-words.ts';
import { ActionForm } from '#components/ui/action-form.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { recordId } from '#lib/command/inputs.ts';
import { newId } from '#lib/command/new-id.ts';
import { type DeskLetter, deskLetter } from '#lib/letters/desk-letter.ts';
import { reachedNobody } from '#lib/letters/letter.ts';
import { senderOf } from '#lib/post/sender.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';
import { writeAgainAction } from './actions.ts';
import { SendAgain } from './send-again.tsx';

export const metadata: Metadata = { title: 'A letter' };

export default async function DeskLetterPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}) {
  const { id } = await params;
  const { language, done } = await asked(searchParams, ['language', 'done']);
  const { actor, installation, data } = await page('privacy_admin', async (reader) =>
    recordId.safeParse(id).success ? deskLetter(reader, id) : undefined,
  );
  const { zone } = installation;
  const { notice, subscriber, texts, deliveries, kind } = data;
  const text = texts.find((each) => each.language === language) ?? texts[0];
  const chip = letterChip(data, deliveries);
  const sender = senderOf(installation);
  const inThis = deliveries.filter((each) => each.language === text?.language);
  return (
    <Room actor={actor} installation={installation} current="/desk/letters">
      <PageHeader
        eyebrow={<TextLink href="/desk/letters">Letters</TextLink>}
        title={LETTER[kind]}
        lede={notice?.change.title}
        facts={
          <span className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <Chip tone={chip.tone}>{chip.word}</Chip>
            <span>
              owed since <At instant={data.obligedAt} zone={zone} />
            </span>
            {subscriber ? <TextLink href={`/desk/subscribers/${subscriber.slug}`}>{subscriber.name}</TextLink> : null}
            {notice ? (
              <>
                <TextLink href={`/desk/changes/${notice.change.id}`}>The change</TextLink>
                <TextLink href={`/desk/letters?reference=${notice.reference}`}>
                  All letters of {notice.reference}
                </TextLink>
              </>
            ) : null}
          </span>
        }
      />
      <Told done={done} />
      <Unwritten letter={data} />
      {text ? (
        <Section title="As it goes out">
          {texts.length > 1 ? (
            <LinkTabs
              label="Languages"
              current={text.language}
              tabs={texts.map((each) => ({
                key: each.language,
                label: LANGUAGE[each.language],
                href: `/desk/letters/${id}?language=${each.language}`,
              }))}
            />
          ) : null}
          <LetterAsSent
            text={text}
            zone={zone}
            from={`${sender.name} <${sender.address}>`}
            to={inThis.length > 0 ? [...new Set(inThis.map(addressed))].join(', ') : 'nobody in this language'}
            messageId={
              inThis.length === 1 ? (
                <Mono>{inThis[0]?.messageId}</Mono>
              ) : inThis.length > 1 ? (
                'one for each recipient, below'
              ) : null
            }
          />
        </Section>
      ) : null}
      {text ? (
        <Section title="Deliveries" note="each to one address">
          {deliveries.length > 0 ? (
            <DeliveriesTable deliveries={deliveries} zone={zone} />
          ) : (
            <EmptyState title="It went to nobody">
              The addresses to which it was to go are not there any more.
            </EmptyState>
          )}
        </Section>
      ) : null}
      {text && !data.toFollower ? <SendAgain letter={data} toOthers={reachedNobody(data, deliveries)} /> : null}
    </Room>
  );
}

const addressed = ({ name, address }: { name: string | null; address: string | null }) =>
  address === null ? 'an address that is erased' : name === null ? address : `${name} <${address}>`;

/** What has just been done. */
function Told({ done }: { done?: string }) {
  if (done === 'again')
    return (
      <Banner tone="good" title="It goes out again">
        The further delivery is on the record, and stands below with the others.
      </Banner>
    );
  if (done === 'owed')
    return (
      <Banner tone="good" title="It will be written">
        The worker has been told. Load this page again in a moment to read it.
      </Banner>
    );
  return null;
}

/** Why there is nothing to read, and what can be done about it. */
function Unwritten({ letter }: { letter: DeskLetter }) {
  const { letterId, composedAt, lapsedBecause, failure, failedAt, subscriber, recipients } = letter;
  if (composedAt) return null;
  if (failedAt)
    return (
      <Banner tone="bad" title="It could not be written">
        <p>
          What went wrong: <Mono>{failure}</Mono>. The other letters went on. Once the cause is mended, have it written
          again: it then goes out to whoever should get it, as if it had been written at first.
        </p>
        <div className="mt-3">
          <WriteAgain letterId={letterId} label="Write it again" />
        </div>
      </Banner>
    );
  if (lapsedBecause === 'nobody_to_write_to')
    return (
      <Banner
        tone="bad"
        title="There was nobody to write to"
        actions={
          subscriber ? (
            <TextLink href={`/desk/subscribers/${subscriber.slug}/users`}>Record a user of {subscriber.name}</TextLink>
          ) : null
        }
      >
        <p>
          {recipients.length > 0
            ? `There is now: ${recipients.map(({ name }) => name).join(', ')}. Writing it makes a letter of its own; this one stays on the record as it is.`
            : 'Choose another contact: record somebody who acts for the subscriber. Then have the letter written here.'}
        </p>
        {recipients.length > 0 ? (
          <div className="mt-3">
            <WriteAgain letterId={letterId} label="Write it now" />
          </div>
        ) : null}
      </Banner>
    );
  if (lapsedBecause) return <Banner title="It was not written">{LAPSE[lapsedBecause]} Nothing was sent.</Banner>;
  return (
    <EmptyState title="It is still to be written">
      The worker writes it within seconds of its cause. It then stands here as it goes out.
    </EmptyState>
  );
}

function WriteAgain({ letterId, label }: { letterId: string; label: string }) {
  return (
    <ActionForm
      action={writeAgainAction}
      label={label}
      pendingLabel="Asking…"
      look="quiet"
      hidden={{ letterId, idempotencyKey: newId() }}
    />
  );
}

import type { Metadata } from 'next';
import { DeliveryState, RecipientName } from '#components/letters/delivery-state.tsx';
import { LetterAsSent } from '#components/letters/letter-as-sent.tsx';
import { LANGUAGE, LETTER } from '#components/letters/letter-words.ts';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { page } from '#lib/auth/reader.ts';
import { recordId } from '#lib/command/inputs.ts';
import { ownLetter } from '#lib/letters/own-letters.ts';
import { senderOf } from '#lib/post/sender.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';

export const metadata: Metadata = { title: 'A letter' };

export default async function LetterPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}) {
  const { id } = await params;
  const { language } = await asked(searchParams, ['language']);
  const { actor, installation, data } = await page('subscriber', async (reader) =>
    recordId.safeParse(id).success ? ownLetter(reader, id) : undefined,
  );
  const { zone } = installation;
  const { notice, texts, deliveries, kind } = data;
  const text =
    texts.find((each) => each.language === language) ??
    texts.find((each) => each.language === data.language) ??
    texts[0];
  const sender = senderOf(installation);
  const names = deliveries
    .filter((each) => each.language === text?.language)
    .map(({ name, address }) => name ?? address)
    .filter((name) => name !== null);
  return (
    <Room actor={actor} installation={installation} current="/letters">
      <PageHeader
        eyebrow={<TextLink href="/letters">Letters</TextLink>}
        title={LETTER[kind]}
        facts={
          notice ? (
            <>
              <TextLink href={`/changes/${notice.id}`}>{notice.title}</TextLink> · {notice.reference} ·{' '}
              <TextLink href={`/letters?notice=${notice.id}`}>Letters about this change</TextLink>
            </>
          ) : undefined
        }
      />
      {texts.length > 1 && text ? (
        <LinkTabs
          label="Languages"
          current={text.language}
          tabs={texts.map((each) => ({
            key: each.language,
            label: LANGUAGE[each.language],
            href: `/letters/${id}?language=${each.language}`,
          }))}
        />
      ) : null}
      {text ? (
        <LetterAsSent
          text={text}
          zone={zone}
          from={`${sender.name} <${sender.address}>`}
          to={[...new Set(names)].join(', ') || 'nobody in this language'}
        />
      ) : null}
      <Section title="To whom it went" note="as far as it is known">
        <DataTable
          caption="To whom this letter went"
          rows={deliveries}
          rowKey={(delivery) => delivery.id}
          columns={[
            { key: 'to', header: 'To', names: true, cell: (delivery) => <RecipientName delivery={delivery} /> },
            { key: 'language', header: 'Language', cell: (delivery) => LANGUAGE[delivery.language] },
            {
              key: 'state',
              header: 'How far it is known to have come',
              cell: (delivery) => <DeliveryState delivery={delivery} zone={zone} />,
            },
          ]}
        />
        <Note className="mt-3">
          A mail server that takes a letter over says nothing of whether it was read. If letters go to the wrong people,
          write to {installation.privacyContact}.
        </Note>
      </Section>
    </Room>
  );
}

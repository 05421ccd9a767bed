import type { Metadata } from 'next';
import { OutageForm } from '#components/desk/outage-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note, Prose } from '#components/ui/prose.tsx';
import { page } from '#lib/auth/reader.ts';
import { counted } from '#lib/changes/words.ts';
import { recordId } from '#lib/command/inputs.ts';
import { dayInWords, endOfDayInWords, inShort } from '#lib/deadlines/speak.ts';
import { type OutageShown, outageShown } from '#lib/outages/queries.ts';
import { Room } from '../../../room.tsx';
import { extendForOutageAction } from './actions.ts';

export const metadata: Metadata = { title: 'Outage' };

export default async function OutagePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { actor, installation, data } = await page('privacy_admin', async ({ tx }) =>
    recordId.safeParse(id).success ? outageShown(tx, id) : undefined,
  );
  const { zone } = installation;
  const { fromAt, toAt, extended, closes, closed, closedMore } = data;
  const time = `from ${inShort(fromAt, zone)} to ${inShort(toAt, zone)}`;
  return (
    <Room actor={actor} installation={installation} current="/desk">
      <PageHeader
        eyebrow={<TextLink href="/desk">Overview</TextLink>}
        title="When nothing could be filed for sure"
        lede={`The worker sees each minute that the web answers and the database writes. ${time.charAt(0).toUpperCase()}${time.slice(1)} it did not, so it can’t be shown that an objection could be filed.`}
      />
      <div className="max-w-[46rem]">
        {extended ? (
          <Banner
            tone="good"
            title={`${extended.by} extended the windows that this concerned on ${inShort(extended.at, zone)}`}
          >
            <Prose>{extended.reason}</Prose>
          </Banner>
        ) : null}
        {!extended && closes.length > 0 ? (
          <>
            <Card title="What follows">
              <Consequences closes={closes} zone={zone} />
            </Card>
            <div className="mt-7">
              <OutageForm
                action={extendForOutageAction}
                outageId={id}
                suggested={`It can’t be shown that an objection could be filed ${time}.`}
              />
            </div>
          </>
        ) : null}
        {!extended && closes.length === 0 ? (
          <Banner title="No window that this concerns is open any more">
            After its close a window is not extended. What remains is admission of a late objection, or a fresh notice.
          </Banner>
        ) : null}
        {closed.length > 0 ? (
          <Section title="Closed in silence" note="before anybody could extend them">
            <ClosedList closed={closed} zone={zone} />
            <Note className="mt-3">
              A late objection to one of these can be admitted; a fresh notice opens a window of its own.
              {closedMore > 0 ? ` There are ${closedMore} more.` : ''}
            </Note>
          </Section>
        ) : null}
      </div>
    </Room>
  );
}

function Consequences({ closes, zone }: { closes: OutageShown['closes']; zone: string }) {
  return (
    <ul className="list-disc space-y-2 pl-4.5 marker:text-ink-3">
      {closes.map(({ closesAt, lastDay, notices }) => (
        <li key={closesAt}>
          {counted(notices, 'window closes', 'windows close')} {endOfDayInWords(closesAt, zone)}. Then: the end of{' '}
          {dayInWords(lastDay)}, the next working day of your calendar.
        </li>
      ))}
      <li>An answer already given stands, and can be taken back until then.</li>
      <li>A planned start that would come first waits for them. All their contacts are told, with your reason.</li>
      <li>It is done once for this outage, on the record, and can’t be taken back.</li>
    </ul>
  );
}

function ClosedList({ closed, zone }: { closed: OutageShown['closed']; zone: string }) {
  return (
    <ul className="divide-y divide-rule-2 border-rule-2 border-y">
      {closed.map(({ noticeId, reference, changeId, title, subscriber, closesAt }) => (
        <li key={noticeId} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3">
          <span>
            <span className="font-medium">{subscriber}</span>
            <span className="block text-ink-2 text-sm">
              <TextLink href={`/desk/changes/${changeId}`}>{title}</TextLink> · {reference}
            </span>
          </span>
          <span className="text-sm">
            <span className="block text-ink-2">closed {endOfDayInWords(closesAt, zone)}</span>
            <TextLink href={`/desk/changes/${changeId}/fresh?notice=${noticeId}`}>
              Give fresh notice<span className="sr-only"> to {subscriber}</span>
            </TextLink>
          </span>
        </li>
      ))}
    </ul>
  );
}

import type { Metadata } from 'next';
import { KIND_NAME, OUTCOME_CHIP } from '#components/changes/outcome-words.ts';
import { ChangeLine, ChangeLines } from '#components/notices/change-line.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton, PlainLink, TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { Installation } from '#lib/access/actor.ts';
import { page } from '#lib/auth/reader.ts';
import { capitalised } from '#lib/changes/words.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { dayInWords, endOfDayInWords, relative, utcExact } from '#lib/deadlines/speak.ts';
import { type ChangesList, changesList, type ListedNotice } from '#lib/notices/changes-list.ts';
import { Room } from '../../room.tsx';

export const metadata: Metadata = { title: 'Changes' };

type Search = { open?: string; rest?: string; published?: string };

export default async function ChangesPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { open, rest, published } = await searchParams;
  const { actor, installation, data } = await page('subscriber', (reader) =>
    changesList(reader, { toAnswer: open, rest, withoutNotice: published }),
  );
  const further = open !== undefined || rest !== undefined || published !== undefined;
  return (
    <Room actor={actor} installation={installation} current="/changes">
      <PageHeader
        title="Changes"
        lede={`What ${installation.vendorName} would change about who else processes the data of ${actor.subscriberName}, and until when you can object.`}
      />
      {data.dpaReference === null ? (
        <WithoutDpa installation={installation} subscriberName={actor.subscriberName} />
      ) : null}
      {data.dpaReference === null && data.toAnswer.rows.length === 0 ? null : (
        <ToAnswer list={data} zone={installation.zone} further={further} />
      )}
      {data.withoutNotice ? <Published page={data.withoutNotice} zone={installation.zone} /> : null}
      <Rest list={data} zone={installation.zone} />
      {further ? (
        <p className="mt-8">
          <TextLink href="/changes">Back to the first page</TextLink>
        </p>
      ) : null}
    </Room>
  );
}

function ToAnswer({ list, zone, further }: { list: ChangesList; zone: string; further: boolean }) {
  const { rows, next } = list.toAnswer;
  return (
    <Section title="To answer" note={rows.length > 0 ? 'nearest close first' : undefined}>
      {rows.length === 0 ? (
        <EmptyState title={further ? 'No further change waits for an answer' : 'Nothing to do'}>
          No change waits for an answer of yours. When one is published that concerns you, it appears here with the day
          until which you can object.
        </EmptyState>
      ) : (
        <ChangeLines label="Changes to answer">
          {rows.map((row) => (
            <NoticeLine
              key={row.noticeId}
              row={row}
              due={{
                words: capitalised(relative(list.asOf, row.closesAt, zone)),
                urgent: isUrgent(list, row, zone),
                until: (
                  <Moment
                    at={row.closesAt}
                    words={endOfDayInWords(row.closesAt, zone)}
                    exact={utcExact(row.closesAt)}
                  />
                ),
              }}
            />
          ))}
        </ChangeLines>
      )}
      <KeysetPager label="Pages of changes to answer" next={next && `/changes?open=${next}`} />
    </Section>
  );
}

const isUrgent = ({ asOf }: ChangesList, { closesAt }: ListedNotice, zone: string) =>
  /today|tomorrow/.test(relative(asOf, closesAt, zone));

function Rest({ list, zone }: { list: ChangesList; zone: string }) {
  const { rows, next } = list.rest;
  if (rows.length === 0) return null;
  return (
    <Section title="Answered or closed" note="latest first">
      <ChangeLines label="Changes answered or closed">
        {rows.map((row) => (
          <NoticeLine key={row.noticeId} row={row} due={whatFollows(row, list.asOf, zone)} />
        ))}
      </ChangeLines>
      <KeysetPager label="Pages of changes answered or closed" next={next && `/changes?rest=${next}`} />
    </Section>
  );
}

/** What an answered or closed notice came to. Nothing, where it ended. */
function whatFollows(row: ListedNotice, asOf: Instant, zone: string): Parameters<typeof ChangeLine>[0]['due'] {
  if (row.outcome === 'superseded' || row.outcome === 'change_withdrawn' || row.outcome === 'not_concerned')
    return undefined;
  const window = relative(asOf, row.closesAt, zone);
  return {
    words: row.outcome === 'objected' ? (row.objection?.reference ?? '') : startInWords(row),
    urgent: false,
    until: asOf < row.closesAt ? `Window: ${window}` : `Window ${window}`,
  };
}

const startInWords = ({ withdrawn, plannedStartOn }: ListedNotice) =>
  withdrawn ? 'The change is withdrawn' : `Planned from ${dayInWords(plannedStartOn)}`;

function NoticeLine({ row, due }: { row: ListedNotice; due: Parameters<typeof ChangeLine>[0]['due'] }) {
  const chips: { word: string; tone: Tone }[] = [OUTCOME_CHIP[row.outcome]];
  if (row.objection?.status === 'late') chips.push({ word: 'Late objection', tone: 'warn' });
  if (row.urgent && row.outcome === 'open') chips.push({ word: 'Urgent', tone: 'warn' });
  if (row.drafted) chips.push({ word: 'Draft saved', tone: 'neutral' });
  if (!row.read && row.outcome === 'open') chips.push({ word: 'Not read by you', tone: 'neutral' });
  return (
    <ChangeLine
      href={`/changes/${row.noticeId}`}
      title={row.title}
      facts={[KIND_NAME[row.kind], row.subprocessor, row.reference]}
      chips={chips}
      due={due}
    />
  );
}

function WithoutDpa({ installation, subscriberName }: { installation: Installation; subscriberName: string }) {
  const { vendorName, privacyContact } = installation;
  return (
    <Banner
      tone="warn"
      title={`${subscriberName} has no executed data processing agreement with ${vendorName}`}
      actions={<TextLink href={`mailto:${privacyContact}`}>Write to {privacyContact}</TextLink>}
    >
      The right to object to a change comes with an executed agreement, so you can read the published changes here but
      not object to them. Write to the privacy contact to have one executed: changes that are still open then give you a
      notice with a full window of its own. Until then you can leave a concern.
    </Banner>
  );
}

function Published({ page: { rows, next }, zone }: { page: NonNullable<ChangesList['withoutNotice']>; zone: string }) {
  return (
    <Section title="Published changes" note="latest first">
      {rows.length === 0 ? (
        <EmptyState title="Nothing is published">Published changes will appear here.</EmptyState>
      ) : (
        <ul aria-label="Published changes" className="border-rule-2 border-t">
          {rows.map((row) => (
            <li
              key={row.changeId}
              className="flex flex-col gap-x-8 gap-y-3 border-rule-2 border-b py-4 sm:flex-row sm:items-center sm:justify-between"
            >
              <div>
                <p className="font-semibold font-serif text-lg">
                  <PlainLink href={`/changes/concern/${row.changeId}`} className="hover:text-accent">
                    {row.title}
                  </PlainLink>
                </p>
                <p className="text-ink-2 text-sm">
                  {KIND_NAME[row.kind]} · {row.subprocessor} ·{' '}
                  {row.withdrawn ? 'withdrawn' : `from ${dayInWords(row.plannedStartOn)}`} · published{' '}
                  <At instant={row.publishedAt} zone={zone} />
                </p>
              </div>
              <LinkButton href={`/changes/concern/${row.changeId}`}>
                Leave a concern<span className="sr-only"> about {row.title}</span>
              </LinkButton>
            </li>
          ))}
        </ul>
      )}
      <KeysetPager label="Pages of published changes" next={next && `/changes?published=${next}`} />
    </Section>
  );
}

import type { Metadata } from 'next';
import { OUTCOME_CHIP } from '#components/changes/outcome-words.ts';
import { WhatChanges } from '#components/changes/what-changes.tsx';
import { WhyItApplies } from '#components/changes/why-it-applies.tsx';
import { WindowCard } from '#components/changes/window-card.tsx';
import { AnswerCard } from '#components/notices/answer-card.tsx';
import { History } from '#components/notices/history.tsx';
import { Messages } from '#components/notices/messages.tsx';
import { NoticeProof } from '#components/notices/notice-proof.tsx';
import { UntilThenCard } from '#components/notices/until-then-card.tsx';
import { ENDED_EARLY, windowHeadline } from '#components/notices/window-headline.ts';
import { ActionForm } from '#components/ui/action-form.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Columns } from '#components/ui/columns.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { act } from '#lib/auth/act.ts';
import { isPrefetch, page } from '#lib/auth/reader.ts';
import { lede } from '#lib/changes/lede.ts';
import { civilDayIn, dayInWords } from '#lib/deadlines/speak.ts';
import { type NoticePage, noticePage } from '#lib/notices/notice-page.ts';
import { recordReading } from '#lib/notices/record-reading.ts';
import { Room } from '../../../room.tsx';
import { historyInWords } from '../../history.ts';
import { acceptAction, takeBackAction } from './actions.ts';

type Params = { params: Promise<{ noticeId: string }> };

export const metadata: Metadata = { title: 'Change' };

export default async function NoticePageShown({ params }: Params) {
  const { noticeId } = await params;
  const { actor, installation, data } = await readAndRecord(noticeId);
  const { zone, vendorName } = installation;
  const { notice, change, concern, window } = data;
  const hidden = { noticeId: notice.id };
  const accept = (
    <ActionForm
      action={acceptAction}
      hidden={hidden}
      look="quiet"
      full
      label="Record no objection"
      pendingLabel="Recording…"
    >
      <Note className="mb-2">
        Or say for {actor.subscriberName} that it does not object. You can take that back until the window closes.
      </Note>
    </ActionForm>
  );
  const takeBack = (
    <ActionForm
      action={takeBackAction}
      hidden={hidden}
      look="quiet"
      full
      label="Take back “no objection”"
      pendingLabel="Taking back…"
    >
      <Note className="mb-2">Taken back, the change is open again until the window closes.</Note>
    </ActionForm>
  );
  const chip = OUTCOME_CHIP[notice.outcome];
  const filed = data.objections.find(({ status }) => status !== 'retracted' && status !== 'late');
  const carried = filed?.carriedFrom != null;
  return (
    <Room actor={actor} installation={installation} current="/changes">
      <Columns
        asideLabel="Your answer and what holds until then"
        head={
          <>
            <PageHeader
              eyebrow={
                <span className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
                  Policy version {change.version} · published {dayInWords(civilDayIn(change.publishedAt, zone))} ·{' '}
                  {notice.occasion === 'published'
                    ? null
                    : `given to you ${dayInWords(civilDayIn(notice.givenAt, zone))} · `}
                  <Chip tone={chip.tone}>{chip.word}</Chip>
                </span>
              }
              title={change.title}
              lede={
                <>
                  {lede(change)} <WhyItApplies concern={concern} />
                </>
              }
            />
            <Ended data={data} zone={zone} />
            <Urgency data={data} />
            <WindowCard
              working={window.working}
              now={data.now}
              closesAt={notice.closesAt}
              filedAt={carried ? null : filed?.receivedAt}
              startWord={notice.occasion === 'published' ? 'published' : 'given'}
              headline={windowHeadline(notice, zone, carried)}
              ended={ENDED_EARLY.has(notice.outcome)}
              extensionReason={data.extensions.at(-1)?.reason}
            />
          </>
        }
        aside={
          <>
            <AnswerCard
              shown={data}
              zone={zone}
              subscriberName={actor.subscriberName}
              signatory={actor.right === 'signatory'}
              accept={accept}
              takeBack={takeBack}
            />
            <UntilThenCard shown={data} zone={zone} signatory={actor.right === 'signatory'} />
          </>
        }
      >
        <Section title="What changes">
          <WhatChanges
            change={change}
            now={data.now}
            zone={zone}
            replacedNote={
              window.standstill
                ? 'stays in place for you while an objection is undecided'
                : `ends for you when the new company starts, from ${dayInWords(change.plannedStartOn)}`
            }
          />
        </Section>
        {data.messages.length > 0 ? (
          <Section title="Questions and messages" id="messages">
            <Messages messages={data.messages} vendorName={vendorName} zone={zone} />
          </Section>
        ) : null}
        <Section title="History">
          <History entries={historyInWords(data.history, vendorName)} zone={zone} />
          <TextLink href={`/letters?notice=${notice.id}`}>Letters about this change</TextLink>
        </Section>
        <NoticeProof
          notice={notice}
          change={change}
          working={window.working}
          frozen={data.frozen}
          readings={data.readings}
          deliveries={data.deliveries}
          positions={data.history.map(({ position }) => position)}
        />
      </Columns>
    </Room>
  );
}

/** The first time that somebody reads a notice is put on record, and then the page is read as that left it. */
async function readAndRecord(noticeId: string) {
  const first = await page('subscriber', (reader) => noticePage(reader, noticeId));
  if (first.data.readByReader || (await isPrefetch())) return first;
  const recorded = await act(recordReading, { noticeId });
  return recorded.ok ? page('subscriber', (reader) => noticePage(reader, noticeId)) : first;
}

/** To each group plainly: for whom the replacement may start while the window is open, and for whom it waits. */
function Urgency({ data: { notice, change } }: { data: NoticePage }) {
  if (change.urgentReason === null || change.withdrawnAt || notice.outcome === 'superseded') return null;
  return (
    <Banner
      tone={notice.urgent ? 'warn' : 'info'}
      title={
        notice.urgent
          ? `This replacement is urgent: it may start on ${dayInWords(change.plannedStartOn)}, while your window is open`
          : 'This replacement is urgent, and waits for your window all the same'
      }
    >
      {change.urgentReason}
      {notice.urgent ? ' Your window runs in full, and you can object as to any other change.' : null}
    </Banner>
  );
}

/** Above everything else where nothing follows from the notice any more. */
function Ended({ data: { notice, change, objections, supersededBy }, zone }: { data: NoticePage; zone: string }) {
  // also where it had been answered, so that whoever accepted it is told
  if (change.withdrawnAt)
    return (
      <Banner title="This change is withdrawn">
        Withdrawn <At instant={change.withdrawnAt} zone={zone} />
        {change.withdrawalReason ? `: ${change.withdrawalReason}` : '.'}
      </Banner>
    );
  if (notice.outcome !== 'superseded') return null;
  if (!supersededBy)
    return (
      <Banner title="A corrected change has taken the place of this one">
        It no longer concerns your organisation, so there is nothing to answer
        {objections.length > 0 ? ', and your objection ended with it' : ''}.
      </Banner>
    );
  const standsOn = objections.some(({ status }) => status === 'ended');
  return (
    <Banner title="A corrected notice has taken the place of this one">
      {standsOn
        ? 'Your objection stands on there as it is: nobody has to file it again.'
        : 'What was answered here fell with it. Answer the corrected one: its window runs in full.'}
    </Banner>
  );
}

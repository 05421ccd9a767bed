import type { Metadata } from 'next';
import { freshConsequences, whyFresh } from '#components/desk/fresh-words.ts';
import { ActionForm } from '#components/ui/action-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { windowOf } from '#lib/changes/closes.ts';
import { recordId } from '#lib/command/inputs.ts';
import { endOfDayInWords } from '#lib/deadlines/speak.ts';
import { freshReason, refuseFreshNotice } from '#lib/notices/fresh-notice.ts';
import { type Renewable, renewable } from '#lib/notices/renewable.ts';
import { asked, type SearchParams } from '../../../../asked.ts';
import { Room } from '../../../../room.tsx';
import { freshNoticeAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Give a fresh notice' };

export default async function FreshNoticePage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}) {
  const { id } = await params;
  const { notice } = await asked(searchParams, ['notice']);
  const { actor, installation, data } = await page('privacy_admin', async ({ tx }) => {
    const found = notice && recordId.safeParse(notice).success ? await renewable(tx, notice) : undefined;
    return found?.change.changeId === id ? found : undefined;
  });
  const obstacle = refuseFreshNotice(data, data.at)?.sentence;
  const reason = freshReason(data, data.at);
  return (
    <Room actor={actor} installation={installation} current="/desk/changes">
      <PageHeader
        eyebrow={<TextLink href={`/desk/changes/${id}`}>{data.title}</TextLink>}
        title={`Give ${data.subscriberName} a fresh notice`}
        lede={reason ? whyFresh[reason] : `${data.reference} can’t be followed by a fresh notice.`}
      />
      <div className="max-w-[46rem]">
        {obstacle ? (
          <Banner
            tone="warn"
            title="No fresh notice can be given"
            actions={<LinkButton href={`/desk/changes/${id}`}>Back to the change</LinkButton>}
          >
            {obstacle}
          </Banner>
        ) : (
          <>
            {data.contacts === 0 ? (
              <Banner
                tone="bad"
                title="There is nobody to write to"
                actions={
                  <TextLink href={`/desk/subscribers/${data.subscriberSlug}`}>Choose another contact first</TextLink>
                }
              >
                {data.subscriberName} has no contact to whom the notice could go, so it would not be shown.
              </Banner>
            ) : null}
            <Card title="What follows">
              <ul className="list-disc space-y-2 pl-4.5 marker:text-ink-3">
                {consequencesOf(data).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </Card>
            <div className="mt-7 flex flex-wrap items-center gap-x-5 gap-y-3">
              <ActionForm
                action={freshNoticeAction}
                label="Give fresh notice"
                pendingLabel="Giving…"
                hidden={{ changeId: id, noticeId: data.noticeId }}
              />
              <TextLink href={`/desk/changes/${id}`}>Leave it as it is</TextLink>
            </div>
          </>
        )}
      </div>
    </Room>
  );
}

function consequencesOf(over: Renewable): string[] {
  const reason = freshReason(over, over.at);
  if (!reason || !over.dpa) return [];
  const { closesAt } = windowOf(over.place, over.dpa.profile, over.at);
  return freshConsequences({
    reason,
    subscriber: over.subscriberName,
    company: over.company,
    reference: over.reference,
    closes: endOfDayInWords(closesAt, over.place.zone),
    contacts: over.contacts,
    started: over.plannedStartAt <= over.at,
    specific: over.dpa.profile.authorisation === 'specific',
    noticeRequired: over.dpa.profile.noticeRequired,
  });
}

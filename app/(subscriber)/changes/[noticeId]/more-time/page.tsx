import type { Metadata } from 'next';
import { SayForm } from '#components/notices/say-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { newId } from '#lib/command/new-id.ts';
import { lastDayInWords } from '#lib/deadlines/speak.ts';
import { noticeHead } from '#lib/notices/notice-head.ts';
import { Room } from '../../../../room.tsx';
import { moreTimeAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Ask for more time' };

export default async function MoreTimePage({ params }: { params: Promise<{ noticeId: string }> }) {
  const { noticeId } = await params;
  const { actor, installation, data } = await page('subscriber', (reader) => noticeHead(reader, noticeId));
  const close = lastDayInWords(data.closesAt, installation.zone);
  return (
    <Room actor={actor} installation={installation} current="/changes">
      <div className="max-w-[44rem]">
        <PageHeader
          eyebrow={<TextLink href={`/changes/${noticeId}`}>{data.title}</TextLink>}
          title="Ask for more time"
          lede={`Asking moves nothing: the window closes with ${close} unless the vendor extends it before then, and you are told if it does. If you mean to object, file in time; you can add to an objection later.`}
        />
        {data.now >= data.closesAt ? (
          <Banner
            tone="warn"
            title="The window has closed and can no longer be extended"
            actions={<TextLink href={`/changes/${noticeId}`}>Back to the change</TextLink>}
          >
            An objection filed now is kept as late, and the vendor may admit it.
          </Banner>
        ) : (
          <SayForm
            action={moreTimeAction}
            idempotencyKey={newId()}
            hidden={{ noticeId }}
            id="body"
            label="Why you need more time"
            hint="Until which day, and what you will do by then."
            submit="Send request"
            sent="Sent."
            cancel={<TextLink href={`/changes/${noticeId}`}>Back to the change</TextLink>}
          />
        )}
      </div>
    </Room>
  );
}

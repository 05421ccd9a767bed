import type { Metadata } from 'next';
import { SayForm } from '#components/notices/say-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { newId } from '#lib/command/new-id.ts';
import { noticeHead } from '#lib/notices/notice-head.ts';
import { Room } from '../../../../room.tsx';
import { questionAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Ask a question' };

export default async function QuestionPage({ params }: { params: Promise<{ noticeId: string }> }) {
  const { noticeId } = await params;
  const { actor, installation, data } = await page('subscriber', (reader) => noticeHead(reader, noticeId));
  return (
    <Room actor={actor} installation={installation} current="/changes">
      <div className="max-w-[44rem]">
        <PageHeader
          eyebrow={<TextLink href={`/changes/${noticeId}`}>{data.title}</TextLink>}
          title="Ask a question"
          lede="A question is no objection and no answer: the window goes on. The vendor’s privacy admins and legal read it, and so do your colleagues."
        />
        <SayForm
          action={questionAction}
          idempotencyKey={newId()}
          hidden={{ noticeId }}
          id="body"
          label="Your question"
          submit="Send question"
          sent="Sent."
          cancel={<TextLink href={`/changes/${noticeId}`}>Back to the change</TextLink>}
        />
      </div>
    </Room>
  );
}

import type { Metadata } from 'next';
import { ActionForm } from '#components/ui/action-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import { noticeHead } from '#lib/notices/notice-head.ts';
import { Room } from '../../../../room.tsx';
import { earlyStartAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Ask for an early start' };

export default async function EarlyStartPage({ params }: { params: Promise<{ noticeId: string }> }) {
  const { noticeId } = await params;
  const { actor, installation, data } = await page('subscriber', (reader) => noticeHead(reader, noticeId));
  return (
    <Room actor={actor} installation={installation} current="/changes">
      <div className="max-w-[44rem]">
        <PageHeader
          eyebrow={<TextLink href={`/changes/${noticeId}`}>{data.title}</TextLink>}
          title="Ask for an early start"
          lede={`The new terms of ${data.subprocessor} start for everybody on ${dayInWords(data.plannedStartOn)}. You can ask to be served under them at once.`}
        />
        <p className="mb-5 max-w-[65ch]">
          From the moment you ask, {installation.vendorName} may send the data of {actor.subscriberName} to{' '}
          {data.subprocessor} under the new terms. That can’t be taken back, since data may be sent at once. You can
          still object while the window is open; data already sent then stays subject to your DPA.
        </p>
        <ActionForm
          action={earlyStartAction}
          hidden={{ noticeId }}
          look="danger"
          label="Ask for an early start"
          pendingLabel="Asking…"
        />
        <p className="mt-4">
          <TextLink href={`/changes/${noticeId}`}>Back to the change</TextLink>
        </p>
      </div>
    </Room>
  );
}

import type { Metadata } from 'next';
import { WindowCard } from '#components/changes/window-card.tsx';
import { ExtendForm } from '#components/desk/extend-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { extendable } from '#lib/changes/matrix-queries.ts';
import { recordId } from '#lib/command/inputs.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { civilDayIn, dayInWords, endOfDayInWords, lastDayBefore } from '#lib/deadlines/speak.ts';
import { asked, type SearchParams } from '../../../../asked.ts';
import { Room } from '../../../../room.tsx';
import { extendAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Extend window' };

export default async function ExtendPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}) {
  const { id } = await params;
  const { notice } = await asked(searchParams, ['notice']);
  const { actor, installation, data } = await page('privacy_admin', async (reader) =>
    notice && recordId.safeParse(notice).success && recordId.safeParse(id).success
      ? extendable(reader, id, notice)
      : undefined,
  );
  const { zone } = installation;
  const lastDay = lastDayBefore(data.closesAt, zone);
  return (
    <Room actor={actor} installation={installation} current="/desk/changes">
      <PageHeader
        eyebrow={<TextLink href={`/desk/changes/${id}`}>{data.title}</TextLink>}
        title={`Extend the window of ${data.subscriberName}`}
        lede={`It closes ${endOfDayInWords(data.closesAt, zone)}. A window can only be moved later, before it closes, and with a reason.`}
      />
      <div className="max-w-[46rem]">
        <WindowCard working={data.working} now={data.at} closesAt={data.closesAt} />
        <div className="mt-7">
          <ExtendForm
            action={extendAction}
            changeId={id}
            noticeId={data.noticeId}
            subscriberName={data.subscriberName}
            together={data.closingTogether}
            closesOn={dayInWords(lastDay)}
            earliest={addDays(lastDay, 1)}
            startsOn={dayInWords(civilDayIn(data.plannedStartAt, zone))}
          />
        </div>
      </div>
    </Room>
  );
}

import type { Metadata } from 'next';
import { TextLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Split } from '#components/ui/split.tsx';
import { page } from '#lib/auth/reader.ts';
import { deskQueue, queueFilter } from '#lib/objections/desk-queue.ts';
import { asked, type SearchParams } from '../../asked.ts';
import { Room } from '../../room.tsx';
import { DeskQueueList, QUEUE_WORDS } from './queue.tsx';

export const metadata: Metadata = { title: 'Objections' };

export default async function DeskObjectionsPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await asked(searchParams, QUEUE_WORDS);
  const { actor, installation, data } = await page('privacy_admin', (reader) =>
    deskQueue(reader, queueFilter(query), query.after),
  );
  return (
    <Room actor={actor} installation={installation} current="/desk/objections" wide>
      <Split
        list={<DeskQueueList queue={data} asked={query} zone={installation.zone} level={1} />}
        nothingPicked={
          <EmptyState
            title="Choose an objection"
            action={<TextLink href="/desk/objections/record">Record one that came by e-mail or post</TextLink>}
          >
            Its letter, its grounds and what you can do about it appear here.
          </EmptyState>
        }
      />
    </Room>
  );
}

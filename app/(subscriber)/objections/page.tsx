import type { Metadata } from 'next';
import { ObjectionLine } from '#components/objections/objection-line.tsx';
import { statusChip, targetInWords } from '#components/objections/status-words.ts';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { inWords, lastDayInWords } from '#lib/deadlines/speak.ts';
import { type ListedObjection, objectionsList } from '#lib/objections/objections-list.ts';
import { Room } from '../../room.tsx';

export const metadata: Metadata = { title: 'Objections' };

export default async function ObjectionsPage({ searchParams }: { searchParams: Promise<{ after?: string }> }) {
  const { after } = await searchParams;
  const { actor, installation, data } = await page('subscriber', (reader) => objectionsList(reader, after));
  const { zone } = installation;
  return (
    <Room actor={actor} installation={installation} current="/objections">
      <PageHeader
        title="Objections"
        lede={`What ${actor.subscriberName} has objected to, and where each objection stands.`}
      />
      {data.rows.length === 0 ? (
        <EmptyState
          title={after ? 'There are no further objections' : 'No objections yet'}
          action={<LinkButton href="/changes">See the changes</LinkButton>}
        >
          An objection is filed from the page of the change that it is about. It then appears here with its receipt.
        </EmptyState>
      ) : (
        <ul aria-label="Objections" className="border-rule-2 border-t">
          {data.rows.map((row) => (
            <ObjectionLine
              key={row.objectionId}
              reference={row.reference}
              title={row.title}
              chip={statusChip(row.status, row.decision?.outstanding)}
              received={`received ${inWords(row.receivedAt, zone)}`}
              next={next(row, data.asOf, zone)}
            />
          ))}
        </ul>
      )}
      <KeysetPager label="Pages of objections" next={data.next && `/objections?after=${data.next}`} />
      {after ? (
        <p className="mt-8">
          <TextLink href="/objections">Back to the first page</TextLink>
        </p>
      ) : null}
    </Room>
  );
}

/** What is due next, in a few words. */
function next(row: ListedObjection, asOf: Instant, zone: string): string | null {
  if (row.answerBy) return `Answer by ${lastDayInWords(row.answerBy, zone)}.`;
  if (row.status === 'information_requested') return 'We wait for your answer.';
  return row.status === 'filed' || row.status === 'under_review' ? targetInWords(row, asOf, zone) : null;
}

import { TextLink } from '#components/ui/button.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { Outcome } from '#db/schema/vocabulary.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { endOfDayInWords } from '#lib/deadlines/speak.ts';
import { OutcomeChip } from './outcomes.tsx';

export type UnseenShown = {
  noticeId: string;
  reference: string;
  subscriber: string;
  slug: string;
  changeId: string;
  title: string;
  closedAt: Instant;
  unprovenSince: Instant | null;
  contacts: number;
  outcome: Outcome;
};

/** Cases that closed in silence, and of which nothing proves that the notice was shown: somebody has to see to it. */
export function UnseenList({ notices, more, zone }: { notices: readonly UnseenShown[]; more: boolean; zone: string }) {
  return (
    <>
      <ul className="divide-y divide-rule-2 border-rule-2 border-y">
        {notices.map((notice) => (
          <Unseen key={notice.noticeId} notice={notice} zone={zone} />
        ))}
      </ul>
      <Note className="mt-3">
        Once our relay has taken over a letter with the notice, or one of them has read it in Demur, the new terms are
        no longer on hold for it; where its DPA requires a proved notice, a fresh one is due.
        {more ? ' There are more than these.' : ''}
      </Note>
    </>
  );
}

function Unseen({ notice, zone }: { notice: UnseenShown; zone: string }) {
  const { noticeId, reference, subscriber, slug, changeId, title, closedAt, unprovenSince, contacts, outcome } = notice;
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3">
      <span>
        <span className="font-medium">{subscriber}</span> <OutcomeChip outcome={outcome} />
        <span className="block text-ink-2 text-sm">
          <TextLink href={`/desk/changes/${changeId}?outcome=${outcome}`}>{title}</TextLink> · {reference}
        </span>
        <span className="block text-ink-2 text-sm">
          {unprovenSince ? 'the letter with the notice came back after the close' : 'the notice is not shown'}
          {contacts === 0 ? ', and there is nobody to write to' : ''}
        </span>
      </span>
      <span className="text-sm">
        <span className="block text-ink-2">closed {endOfDayInWords(closedAt, zone)}</span>
        <span className="flex flex-wrap gap-x-4">
          {contacts === 0 ? (
            <TextLink href={`/desk/subscribers/${slug}`}>
              Choose another contact<span className="sr-only"> of {subscriber}</span>
            </TextLink>
          ) : (
            <TextLink href={`/desk/letters?reference=${reference}`}>
              Letters<span className="sr-only"> to {subscriber}</span>
            </TextLink>
          )}
          <TextLink href={`/desk/changes/${changeId}/fresh?notice=${noticeId}`}>
            Give fresh notice<span className="sr-only"> to {subscriber}</span>
          </TextLink>
        </span>
      </span>
    </li>
  );
}

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
  changeId: string;
  title: string;
  closedAt: Instant;
  outcome: Outcome;
};

/** Cases that closed in silence before anybody read the notice: somebody has to see that it is shown. */
export function UnseenList({ notices, more, zone }: { notices: readonly UnseenShown[]; more: boolean; zone: string }) {
  return (
    <>
      <ul className="divide-y divide-rule-2 border-rule-2 border-y">
        {notices.map(({ noticeId, reference, subscriber, changeId, title, closedAt, outcome }) => (
          <li key={noticeId} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3">
            <span>
              <span className="font-medium">{subscriber}</span> <OutcomeChip outcome={outcome} />
              <span className="block text-ink-2 text-sm">
                <TextLink href={`/desk/changes/${changeId}?outcome=${outcome}`}>{title}</TextLink> · {reference}
              </span>
            </span>
            <span className="text-ink-2 text-sm">closed {endOfDayInWords(closedAt, zone)}</span>
          </li>
        ))}
      </ul>
      <Note className="mt-3">
        Write to their privacy contact. Once one of them has read the notice in Demur, the new terms are no longer on
        hold for it; where its DPA requires a proved notice, a fresh one is due.
        {more ? ' There are more than these.' : ''}
      </Note>
    </>
  );
}

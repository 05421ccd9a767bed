import { TextLink } from '#components/ui/button.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { Instant } from '#lib/deadlines/instant.ts';
import { endOfDayInWords, relative } from '#lib/deadlines/speak.ts';

export type UnreachedShown = {
  noticeId: string;
  reference: string;
  subscriber: { slug: string; name: string };
  changeId: string;
  title: string;
  closesAt: Instant;
  letterId: string;
  why: 'refused' | 'not_sent' | 'nobody_to_write_to' | 'not_written';
};

const WHY: Record<UnreachedShown['why'], string> = {
  refused: 'a mail server refused every letter',
  not_sent: 'no mail server took the letter in two days',
  nobody_to_write_to: 'there is nobody to write to',
  not_written: 'the letter could not be written',
};

const DOOR: Record<UnreachedShown['why'], string> = {
  refused: 'Choose another contact',
  not_sent: 'Choose another contact',
  nobody_to_write_to: 'Choose another contact',
  not_written: 'See what went wrong',
};

/** Notices that are still to be answered and that nobody has got: somebody has to see that they are. */
export function UnreachedList({
  notices,
  more,
  now,
  zone,
}: {
  notices: readonly UnreachedShown[];
  more: boolean;
  now: Instant;
  zone: string;
}) {
  return (
    <>
      <ul className="divide-y divide-rule-2 border-rule-2 border-y">
        {notices.map(({ noticeId, reference, subscriber, changeId, title, closesAt, letterId, why }) => (
          <li key={noticeId} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3">
            <span>
              <TextLink href={`/desk/subscribers/${subscriber.slug}`}>{subscriber.name}</TextLink>
              <span className="block text-sm">{WHY[why]}, and nobody there has read the notice in Demur</span>
              <span className="block text-ink-2 text-sm">
                <TextLink href={`/desk/changes/${changeId}`}>{title}</TextLink> · {reference}
              </span>
            </span>
            <span className="text-sm">
              <span className="block text-ink-2">
                {relative(now, closesAt, zone)}, until {endOfDayInWords(closesAt, zone)}
              </span>
              <TextLink href={`/desk/letters/${letterId}#again`}>
                {DOOR[why]}
                <span className="sr-only"> of {subscriber.name}</span>
              </TextLink>
            </span>
          </li>
        ))}
      </ul>
      <Note className="mt-3">
        The window runs all the same: it began with the publication. Send the letter to somebody else there while the
        notice can be answered.{more ? ' There are more than these.' : ''}
      </Note>
    </>
  );
}

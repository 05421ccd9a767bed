import { At } from '#components/ui/at.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Prose } from '#components/ui/prose.tsx';
import type { MessageKind } from '#db/schema/vocabulary.ts';
import type { Said } from './notice-shown.ts';

const KIND: Record<MessageKind, string | null> = {
  message: null,
  question: 'Question',
  more_time: 'Asks for more time',
  information_request: 'Asks for information',
  information: 'Information',
  supplement: 'Supplement',
  disagreement: 'Disagrees with the decision',
  dispute: 'Disputes the instant of receipt',
  concern: 'Concern',
};

export type MessagesProps = { messages: readonly Said[]; vendorName: string; zone: string };

/** What both sides said, the earliest first. */
export function Messages({ messages, vendorName, zone }: MessagesProps) {
  return (
    <ol aria-label="Messages" className="grid gap-3">
      {messages.map(({ id, side, kind, body, authorName, sentAt }) => (
        <li
          key={id}
          className={`rounded-lg border border-rule px-4 py-3.5 sm:px-5 ${side === 'vendor' ? 'bg-sheet' : 'bg-transparent'}`}
        >
          <p className="mb-1.5 flex flex-wrap items-baseline gap-x-2 gap-y-1 text-sm">
            <span className="font-semibold">{authorName}</span>
            <span className="text-ink-2">{side === 'vendor' ? `${vendorName} · ` : null}</span>
            <span className="text-ink-2">
              <At instant={sentAt} zone={zone} />
            </span>
            {KIND[kind] ? <Chip look="outline">{KIND[kind]}</Chip> : null}
          </p>
          <Prose>{body}</Prose>
        </li>
      ))}
    </ol>
  );
}

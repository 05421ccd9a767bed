import { PlainLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { TONE_TEXT } from '#components/ui/tone.ts';
import { counted } from '#lib/changes/words.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { dueDay } from './due-words.ts';

export type DueShown = {
  kind: 'answer' | 'proposal' | 'action' | 'statement' | 'close';
  /** The first instant after the day by which it is due. */
  by: Instant;
  reference: string | null;
  subscriber: string | null;
  changeId: string;
  title: string;
  what: string | null;
  count: number;
};

export type DueListProps = { due: readonly DueShown[]; now: Instant; zone: string };

/** What is due by when, whoever has to do it; nothing of it happens by itself. */
export function DueList({ due, now, zone }: DueListProps) {
  if (due.length === 0)
    return (
      <EmptyState title="Nothing is due">
        Answers to objections, corrective actions, proposals that wait and windows that close appear here, each with its
        day.
      </EmptyState>
    );
  return (
    <ul className="divide-y divide-rule-2 border-rule-2 border-y">
      {due.map((each) => {
        const { words, tone, dayWords, day } = dueDay(each.by, now, zone);
        return (
          <li key={[each.kind, each.by, each.reference ?? each.changeId, each.what].join(' ')}>
            <PlainLink
              href={hrefOf(each)}
              className="grid gap-x-6 gap-y-0.5 py-3 hover:bg-tint sm:grid-cols-[11rem_1fr] sm:px-2"
            >
              <time dateTime={day}>
                <span className={`font-semibold ${TONE_TEXT[tone]}`}>{words}</span>
                <span className="block text-ink-2 text-sm">{dayWords}</span>
              </time>
              <span className="min-w-0">
                <span className="font-medium">{headOf(each)}</span>
                <span className="block text-ink-2 text-sm">{[each.title, each.what].filter(Boolean).join(' · ')}</span>
              </span>
            </PlainLink>
          </li>
        );
      })}
    </ul>
  );
}

function hrefOf({ kind, reference, changeId }: DueShown): string {
  if (kind === 'close' || !reference) return `/desk/changes/${changeId}`;
  return `/desk/objections/${reference}${kind === 'action' || kind === 'statement' ? '#decision' : ''}`;
}

function headOf({ kind, subscriber, count }: DueShown): string {
  switch (kind) {
    case 'answer':
      return `Answer ${subscriber}’s objection (our own target)`;
    case 'proposal':
      return `${subscriber} is to answer our proposal`;
    case 'action':
      return `Corrective action for ${subscriber}`;
    case 'statement':
      return `State what became of ${subscriber}’s data`;
    case 'close':
      return `A window closes, ${counted(count, 'notice')} unanswered`;
  }
}

import { KIND_NAME } from '#components/changes/outcome-words.ts';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { Answer, ChangeKind } from '#db/schema/vocabulary.ts';
import { counted } from '#lib/changes/words.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn, dayInWords, lastDayBefore, relative } from '#lib/deadlines/speak.ts';
import { AnswerDays, OutcomeBars, type OutcomeCounts } from './outcomes.tsx';

export type LiveChangeShown = {
  changeId: string;
  title: string;
  kind: ChangeKind;
  subprocessor: string;
  publishedAt: Instant;
  plannedStartOn: CivilDate;
  latestClose: Instant;
  counts: OutcomeCounts;
  undecided: number;
  unshown: number;
  answers: readonly { day: CivilDate; answer: Answer; n: number }[];
};

/** One change under way: until when, who said what, and on which days. */
export function LiveChangeCard({ change, now, zone }: { change: LiveChangeShown; now: Instant; zone: string }) {
  const { changeId, title, kind, publishedAt, plannedStartOn, latestClose, counts, undecided, unshown } = change;
  return (
    <Card title={<TextLink href={`/desk/changes/${changeId}`}>{title}</TextLink>} level={3}>
      <Note className="-mt-1 mb-4">
        {KIND_NAME[kind]} · {relative(now, latestClose, zone)} · planned start {dayInWords(plannedStartOn)}
        {undecided > 0 ? ` · ${counted(undecided, 'objection')} undecided` : ''}
        {unshown > 0 ? ` · ${unshown} accepted unseen` : ''}
      </Note>
      <OutcomeBars counts={counts} />
      <div className="mt-4">
        <AnswerDays
          firstDay={civilDayIn(publishedAt, zone)}
          lastDay={lastDayBefore(latestClose, zone)}
          today={civilDayIn(now, zone)}
          answers={change.answers}
        />
      </div>
    </Card>
  );
}

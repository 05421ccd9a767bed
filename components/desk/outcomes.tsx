import { Bars, DayBars } from '#components/ui/bars.tsx';
import { Chip } from '#components/ui/chip.tsx';
import type { Tone } from '#components/ui/tone.ts';
import { type Answer, type Outcome, outcomes } from '#db/schema/vocabulary.ts';
import { addDays, daysBetween } from '#lib/deadlines/civil-day.ts';
import type { CivilDate } from '#lib/deadlines/instant.ts';
import { dayInWords, shortDay } from '#lib/deadlines/speak.ts';

/** A notice's outcome as the desk speaks of it. */
export const OUTCOME: Record<Outcome, { word: string; tone: Tone }> = {
  open: { word: 'Open', tone: 'accent' },
  objected: { word: 'Objected', tone: 'warn' },
  accepted: { word: 'Accepted', tone: 'neutral' },
  deemed_accepted: { word: 'Deemed accepted', tone: 'neutral' },
  not_authorised: { word: 'Not authorised', tone: 'bad' },
  notice_unproven: { word: 'Notice unproven', tone: 'warn' },
  superseded: { word: 'Superseded', tone: 'neutral' },
  change_withdrawn: { word: 'Change withdrawn', tone: 'neutral' },
  not_concerned: { word: 'Not concerned', tone: 'neutral' },
};

export function OutcomeChip({ outcome }: { outcome: Outcome }) {
  const { word, tone } = OUTCOME[outcome];
  return <Chip tone={tone}>{word}</Chip>;
}

export type OutcomeCounts = Partial<Record<Outcome, number>>;

export const totalOf = (counts: OutcomeCounts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** The four that every change has, and any other that some notice has. */
const ALWAYS: readonly Outcome[] = ['open', 'objected', 'accepted', 'deemed_accepted'];

export function OutcomeBars({ counts }: { counts: OutcomeCounts }) {
  const shown = outcomes.filter((outcome) => ALWAYS.includes(outcome) || counts[outcome]);
  return (
    <Bars
      label={`Outcomes of ${totalOf(counts)} notices`}
      bars={shown.map((outcome) => ({
        key: outcome,
        label: OUTCOME[outcome].word,
        value: counts[outcome] ?? 0,
        tone: OUTCOME[outcome].tone === 'neutral' ? 'neutral' : OUTCOME[outcome].tone,
      }))}
    />
  );
}

export type AnswersOverWindow = {
  /** From the day of publication to the last day of the last window. */
  firstDay: CivilDate;
  lastDay: CivilDate;
  today: CivilDate;
  answers: readonly { day: CivilDate; answer: Answer; n: number }[];
};

/** How many subscribers answered on each day of the window. What ended a notice without an answer of theirs is none. */
export function AnswerDays({ firstDay, lastDay, today, answers }: AnswersOverWindow) {
  const given = answers.filter(({ answer }) => answer === 'accepted' || answer === 'objected');
  const on = (day: CivilDate) => given.filter((each) => each.day === day).reduce((sum, { n }) => sum + n, 0);
  // a window that was extended, or a late answer, goes beyond the last day as counted
  const end = [firstDay, lastDay, ...given.map(({ day }) => day)].reduce((last, day) => (day > last ? day : last));
  const days = Array.from({ length: daysBetween(firstDay, end) + 1 }, (_, index) => addDays(firstDay, index));
  return (
    <DayBars
      label={`Answers a day, ${dayInWords(firstDay)} to ${dayInWords(end)}`}
      days={days.map((day) => ({ label: shortDay(day), value: on(day), ahead: day > today }))}
      first={shortDay(firstDay)}
      last={shortDay(end)}
    />
  );
}

export type AnswersByDayProps = AnswersOverWindow & {
  /** First readings of notices. */
  readings: readonly { day: CivilDate; n: number }[];
};

/** What came on each day over the window, one strip below the other on the same days: accepted, objected, read. */
export function AnswersByDay({ firstDay, lastDay, today, answers, readings }: AnswersByDayProps) {
  const strips = [
    { label: 'Accepted', given: answers.filter(({ answer }) => answer === 'accepted') },
    { label: 'Objected', given: answers.filter(({ answer }) => answer === 'objected') },
    { label: 'First read in Demur', given: readings },
  ];
  const last = [lastDay, ...strips.flatMap(({ given }) => given.map(({ day }) => day))];
  const end = last.reduce((latest, day) => (day > latest ? day : latest), firstDay);
  const days = Array.from({ length: daysBetween(firstDay, end) + 1 }, (_, index) => addDays(firstDay, index));
  return (
    <div className="grid gap-3">
      {strips.map(({ label, given }) => (
        <div key={label}>
          <p className="mb-1 flex justify-between gap-4 text-sm">
            <span className="text-ink-2">{label}</span>
            <span className="font-semibold tabular-nums">{given.reduce((sum, { n }) => sum + n, 0)}</span>
          </p>
          <DayBars
            label={`${label} a day, ${dayInWords(firstDay)} to ${dayInWords(end)}`}
            days={days.map((day) => ({
              label: shortDay(day),
              value: given.reduce((sum, each) => (each.day === day ? sum + each.n : sum), 0),
              ahead: day > today,
            }))}
            first={shortDay(firstDay)}
            last={shortDay(end)}
          />
        </div>
      ))}
    </div>
  );
}

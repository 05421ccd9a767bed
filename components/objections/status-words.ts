import type { Tone } from '#components/ui/tone.ts';
import type { ObjectionStatus } from '#db/schema/vocabulary.ts';
import { counted } from '#lib/changes/words.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn, dayInWords, lastDayInWords, relative } from '#lib/deadlines/speak.ts';
import { lateStatement } from '#lib/objections/receipt.ts';

const CHIP: Record<ObjectionStatus, { word: string; tone: Tone }> = {
  late: { word: 'Late, on record', tone: 'warn' },
  filed: { word: 'Filed', tone: 'accent' },
  under_review: { word: 'Under review', tone: 'accent' },
  information_requested: { word: 'Waits for information from you', tone: 'warn' },
  awaiting_subscriber: { word: 'Proposal to answer', tone: 'warn' },
  resolved: { word: 'Resolved', tone: 'neutral' },
  retracted: { word: 'Retracted', tone: 'neutral' },
  ended: { word: 'Ended', tone: 'neutral' },
};

/** Where an objection stands, in a word or two: "Resolved, 2 actions outstanding". */
export function statusChip(status: ObjectionStatus, outstanding = 0): { word: string; tone: Tone } {
  if (status === 'resolved' && outstanding > 0)
    return { word: `Resolved, ${counted(outstanding, 'action')} outstanding`, tone: 'warn' };
  return CHIP[status];
}

/** The vendor's own target for an answer. It is no deadline: passed, it is said, and nothing happens by itself. */
export function targetInWords(
  { respondBy, pausedAt }: { respondBy: Instant | null; pausedAt: Instant | null },
  now: Instant,
  zone: string,
): string | null {
  if (respondBy === null) return null;
  if (pausedAt !== null) return 'Until you answer, our own target is paused.';
  if (now >= respondBy) return `Our own target ${relative(now, respondBy, zone).replace('closed', 'passed')}.`;
  return `Our own target for an answer is ${lastDayInWords(respondBy, zone)}.`;
}

/** What an objection's next step follows from. */
export interface Progress {
  now: Instant;
  status: ObjectionStatus;
  respondBy: Instant | null;
  pausedAt: Instant | null;
  closesAt: Instant;
  company: string;
  /** Actions of the decision that stands, still to be done. */
  outstanding: number;
  decidedAt: Instant | null;
  retraction: { retractedAt: Instant; by: string | null; beforeClose: boolean } | null;
  /** Where it stands on since a corrected change took the place of its own. */
  carriedTo: string | null;
}

/** What happens next, and by whom. */
export function nextInWords(progress: Progress, zone: string): string[] {
  const { status, now, closesAt, company, outstanding, decidedAt, retraction } = progress;
  const target = targetInWords(progress, now, zone);
  const withTarget = (sentence: string) => (target ? [sentence, target] : [sentence]);
  const on = (instant: Instant | null) => (instant ? ` on ${dayInWords(civilDayIn(instant, zone))}` : '');
  switch (status) {
    case 'filed':
      return withTarget('We have it on record and will start our review.');
    case 'under_review':
      return withTarget('We are reviewing it.');
    case 'information_requested':
      return withTarget(
        'We asked you for information, and go on with our review when we have it. Your answer has a form of its own below.',
      );
    case 'awaiting_subscriber':
      return withTarget('We made a proposal. Accept it or decline it: a signatory does that below.');
    case 'resolved':
      return outstanding > 0
        ? [
            `We decided it${on(decidedAt)}. The new terms of ${company} stay on hold for you until each action is done, with evidence.`,
          ]
        : [`We decided it${on(decidedAt)}.`];
    case 'retracted':
      return [
        `${retraction?.by ?? 'A signatory'} retracted it${on(retraction?.retractedAt ?? null)}. ${
          retraction?.beforeClose
            ? 'The window was still open, so the notice was open again from then on.'
            : 'The window was over, so nothing stands in the way of the change any more.'
        }`,
      ];
    case 'ended':
      return [
        progress.carriedTo
          ? `It stands on as ${progress.carriedTo}, under the corrected notice. Nobody has to file it again.`
          : 'It ended with its notice: the change was withdrawn, or a corrected one took its place that no longer concerns your organisation.',
      ];
    case 'late':
      return [lateStatement({ closesAt, zone }), 'We decide whether to admit it, and tell you.'];
  }
}

/** What retracting does, said before the button. */
export function retractionInWords(
  { status, now, closesAt, company }: Pick<Progress, 'status' | 'now' | 'closesAt' | 'company'>,
  zone: string,
): string {
  const onRecord = 'The objection stays on record as retracted; it can’t be taken up again.';
  if (status === 'late') return `The change stays as the close of its window left it. ${onRecord}`;
  if (now < closesAt)
    return `The window is open until ${lastDayInWords(closesAt, zone)}. Retracted before then, the notice is open again: you can object anew or record no objection, and if you do neither, what your DPA says of silence applies. ${onRecord}`;
  return `The window is over. Retracted now, the change is accepted at once, and the new terms of ${company} may be used for you as soon as they start. ${onRecord}`;
}

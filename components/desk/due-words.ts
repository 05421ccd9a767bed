import type { Tone } from '#components/ui/tone.ts';
import type { ObjectionStatus } from '#db/schema/vocabulary.ts';
import { daysBetween } from '#lib/deadlines/civil-day.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn, dayInWords, lastDayBefore, shortDay } from '#lib/deadlines/speak.ts';

export interface DueSaid {
  words: string;
  tone: Tone;
}

/** Within so many days a thing that is due is marked. */
const SOON = 7;

/** What is due on an objection, by when: for the queue and the head of its page. */
export function dueInWords(
  { status, respondBy, pausedAt }: { status: ObjectionStatus; respondBy: Instant | null; pausedAt: Instant | null },
  now: Instant,
  zone: string,
): DueSaid {
  switch (status) {
    case 'filed':
    case 'under_review':
      return respondBy && !pausedAt ? targetInWords(respondBy, now, zone) : { words: 'no target set', tone: 'neutral' };
    case 'information_requested':
      return { words: 'waiting for information', tone: 'neutral' };
    case 'awaiting_subscriber':
      return { words: 'waiting for their answer', tone: 'neutral' };
    case 'late':
      return { words: 'late, not admitted', tone: 'warn' };
    default:
      return { words: STATUS_WORD[status].toLowerCase(), tone: 'neutral' };
  }
}

/** The vendor's own target, which is nobody's right: it is shown, and nothing happens by itself. */
export function targetInWords(respondBy: Instant, now: Instant, zone: string): DueSaid {
  const last = lastDayBefore(respondBy, zone);
  const left = daysBetween(civilDayIn(now, zone), last);
  if (now >= respondBy) return { words: `our own target passed ${passed(Math.max(1, -left))}`, tone: 'bad' };
  if (left === 0) return { words: 'answer today', tone: 'warn' };
  return { words: `answer by ${shortDay(last)}`, tone: left <= SOON ? 'warn' : 'neutral' };
}

/** When something is due by the end of a day: "today", "tomorrow", "in 9 days", "passed 2 days ago", with the day. */
export function dueDay(by: Instant, now: Instant, zone: string): DueSaid & { day: CivilDate; dayWords: string } {
  const day = lastDayBefore(by, zone);
  const left = daysBetween(civilDayIn(now, zone), day);
  const said = { day, dayWords: dayInWords(day) };
  if (now >= by) return { ...said, words: `passed ${passed(Math.max(1, -left))}`, tone: 'bad' };
  if (left === 0) return { ...said, words: 'today', tone: 'warn' };
  if (left === 1) return { ...said, words: 'tomorrow', tone: 'warn' };
  return { ...said, words: `in ${left} days`, tone: left <= SOON ? 'warn' : 'neutral' };
}

const passed = (days: number) => (days === 1 ? 'yesterday' : `${days} days ago`);

export const STATUS_WORD: Record<ObjectionStatus, string> = {
  late: 'Late',
  filed: 'Filed',
  under_review: 'Under review',
  information_requested: 'Information requested',
  awaiting_subscriber: 'Proposal out',
  resolved: 'Resolved',
  retracted: 'Retracted',
  ended: 'Ended',
};

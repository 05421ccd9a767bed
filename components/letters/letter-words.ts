import type { Tone } from '#components/ui/tone.ts';
import type { Language, LapseReason, LetterKind } from '#db/schema/vocabulary.ts';
import { type Delivery, type Grade, gradeOf, type LetterHead, letterState } from '#lib/letters/letter.ts';

/** What each letter is. */
export const LETTER: Record<LetterKind, string> = {
  notice: 'Notice of a change',
  reminder: 'Reminder',
  receipt: 'Receipt of an objection',
  supplement: 'Receipt of a supplement',
  message: 'Message',
  proposal: 'Proposal',
  decision: 'Decision',
  action_done: 'Action done',
  action_overdue: 'Action past its date',
  data_statement: 'Statement on data',
  retraction: 'Receipt of a retraction',
  no_objection_record: 'Record that no objection was received',
  change_withdrawn: 'Withdrawal of a change',
  superseded: 'Correction of a change',
  carried_over: 'Objection carried over',
  window_extended: 'Extension',
  admission: 'Admission of an objection',
  service_authorised: 'Service taken up',
  follow_confirmation: 'Confirmation asked of a follower',
  register_published: 'Publication, to a follower',
  response_overdue: 'Our own target passed',
  weekly_digest: 'Weekly digest',
};

/** How far a delivery came, and no further than is known. */
export const GRADE: Record<Grade, { word: string; tone: Tone }> = {
  waiting: { word: 'Waiting to be sent', tone: 'neutral' },
  kept: { word: 'Kept here', tone: 'neutral' },
  handed_over: { word: 'Handed to our relay', tone: 'neutral' },
  accepted: { word: 'Accepted by the recipient’s mail server', tone: 'good' },
  bounced: { word: 'Bounced', tone: 'bad' },
  failed: { word: 'Could not be sent', tone: 'bad' },
};

export const LAPSE: Record<LapseReason, string> = {
  no_longer_due: 'It was no longer due when its turn came.',
  nobody_to_write_to: 'There was nobody to write to.',
  not_wanted: 'Nobody there wants letters of this kind.',
};

export const LANGUAGE: Record<Language, string> = { en: 'English', es: 'Spanish' };

/** The state of a letter in a word or two: of what was written, that of the delivery which came least far. */
export function letterChip(head: LetterHead, deliveries: readonly Delivery[]): { word: string; tone: Tone } {
  switch (letterState(head)) {
    case 'to_write':
      return { word: 'Waiting to be written', tone: 'neutral' };
    case 'lapsed':
      return { word: 'Lapsed', tone: head.lapsedBecause === 'nobody_to_write_to' ? 'bad' : 'neutral' };
    case 'not_written':
      return { word: 'Could not be written', tone: 'bad' };
    case 'written': {
      const grades = new Set(deliveries.map(gradeOf));
      const least = LEAST_FIRST.find((grade) => grades.has(grade));
      return least ? GRADE[least] : { word: 'Written', tone: 'neutral' };
    }
  }
}

const LEAST_FIRST: readonly Grade[] = ['bounced', 'failed', 'waiting', 'kept', 'handed_over', 'accepted'];

/** "mx.bank.example, 550: unknown user" */
export function serverSaid(host: string | null, code: number | null, answer: string | null): string | null {
  const who = [host, code].filter((part) => part !== null).join(', ');
  return [who, answer].filter((part) => part).join(': ') || null;
}

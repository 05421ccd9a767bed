import type { LapseReason, LetterKind } from '#db/schema/vocabulary.ts';
import { DEMO_HOST } from '#lib/letters/letter.ts';
import { provingKinds } from '#lib/notices/proof.ts';
import type { CaseRecord } from './case-shape.ts';
import type { DeliveryRecord, LetterRecord } from './letter-shape.ts';

export const letterInWords: Record<LetterKind, string> = {
  notice: 'notice of the change',
  reminder: 'reminder of the close',
  receipt: 'receipt of an objection',
  supplement: 'word of a supplement to an objection',
  message: 'message',
  proposal: 'proposal',
  decision: 'decision',
  action_done: 'word of a corrective action done',
  action_overdue: 'word of a corrective action that is overdue',
  data_statement: 'statement on the data',
  retraction: 'word of a retraction',
  no_objection_record: 'record that no objection was received',
  change_withdrawn: 'word of the change’s withdrawal',
  superseded: 'word of a corrected change',
  carried_over: 'word of an objection carried over',
  window_extended: 'word of a longer window',
  admission: 'admission of a late objection',
  service_authorised: 'word of a service authorised',
  follow_confirmation: 'question whether to follow the register',
  register_published: 'word of a new policy version',
  response_overdue: 'reminder of the vendor’s own target',
  weekly_digest: 'weekly digest',
};

export const lapseInWords: Record<LapseReason, string> = {
  no_longer_due: 'no longer due when it was to be written',
  nobody_to_write_to: 'there was nobody to write to',
  not_wanted: 'its recipients do without letters of this kind',
};

/** "mx.bank.example, 250": which server said what, as far as it is known. */
const said = ({ host, code }: { host: string | null; code: number | null }) => [host, code].filter(Boolean).join(', ');
const bracketed = (words: string) => (words ? ` (${words})` : '');

/** How far one delivery is known to have come, grade by grade. None of them says that it was read. */
export function gradesInWords(delivery: DeliveryRecord, when: (at: string) => string): string[] {
  const { createdAt, sentAgainBy, handedOver, accepted, bounced, failed, tries } = delivery;
  return [
    sentAgainBy ? `asked for again ${when(createdAt)}` : `composed ${when(createdAt)}`,
    ...tries.map(({ at, answer, ...server }) => `not taken ${when(at)}${bracketed(said(server))}: ${answer}`),
    ...(handedOver
      ? [
          handedOver.host === DEMO_HOST
            ? `kept here ${when(handedOver.at)}, since a demo sends nothing`
            : `handed to our relay ${when(handedOver.at)}${bracketed(said(handedOver))}`,
        ]
      : []),
    ...(accepted ? [`accepted by the recipient’s server ${when(accepted.at)}${bracketed(said(accepted))}`] : []),
    ...(bounced
      ? [
          `${handedOver ? 'came back' : 'refused'} ${when(bounced.at)}${bracketed(said(bounced))}${bounced.answer ? `: ${bounced.answer}` : ''}`,
        ]
      : []),
    ...(failed ? [`given up ${when(failed.at)}: ${failed.reason}`] : []),
    ...(handedOver || bounced || failed ? [] : ['waits to be sent']),
  ];
}

/** What became of a letter before any delivery of it. */
export function letterState(letter: LetterRecord, when: (at: string) => string): string {
  const owed = `owed ${when(letter.obligedAt)}`;
  if (letter.composedAt) return `${owed}, composed ${when(letter.composedAt)}`;
  if (letter.lapsedAt && letter.lapsedBecause)
    return `${owed}, lapsed ${when(letter.lapsedAt)}: ${lapseInWords[letter.lapsedBecause]}`;
  if (letter.failedAt) return `${owed}; writing it failed ${when(letter.failedAt)} (${letter.failure})`;
  return `${owed}, not yet written`;
}

/** The letters that prove the notice, once handed over. */
export const provingLetters = ({ letters }: Pick<CaseRecord, 'letters'>): LetterRecord[] =>
  letters.filter(({ kind }) => (provingKinds as readonly LetterKind[]).includes(kind));

/** From when the notice counts as shown, and whether anything proves it still. */
export function shownInWords(
  { notice: { shownAt, unprovenSince }, readings }: Pick<CaseRecord, 'notice' | 'readings'>,
  when: (at: string) => string,
): string {
  if (!shownAt) return 'Nothing proves yet that it was shown';
  const by = readings.some(({ readAt }) => readAt === shownAt) ? 'a reading in Demur' : 'a letter handed to our relay';
  const lost = unprovenSince ? `. Since ${when(unprovenSince)} nothing proves it: the letter has come back` : '';
  return `From ${when(shownAt)}, by ${by}${lost}`;
}

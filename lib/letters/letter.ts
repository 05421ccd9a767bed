import type { Language, LapseReason, LetterKind } from '#db/schema/vocabulary.ts';
import type { Instant } from '../deadlines/instant.ts';

/** How far a text is known to have come on its way to one address. Each grade is modest: none says that it was delivered. */
export type Grade = 'waiting' | 'kept' | 'handed_over' | 'accepted' | 'bounced' | 'failed';

/** A demo hands nothing over: this stands where a relay's host would. */
export const DEMO_HOST = 'demo';

/** One text on its way to one address. */
export interface Delivery {
  id: string;
  /** As they were; a follower's is gone with the following. */
  name: string | null;
  address: string | null;
  createdAt: Instant;
  handedAt: Instant | null;
  relayHost: string | null;
  relayCode: number | null;
  acceptedAt: Instant | null;
  acceptedHost: string | null;
  acceptedCode: number | null;
  bouncedAt: Instant | null;
  bounceHost: string | null;
  bounceCode: number | null;
  bounceAnswer: string | null;
  failedAt: Instant | null;
  failure: string | null;
  /** While it is still to be sent; null once it has ended, and for readers who may not see the queue. */
  queued: { tries: number; nextTryAt: Instant } | null;
}

/** What became of the obligation to write. */
export interface LetterHead {
  letterId: string;
  kind: LetterKind;
  obligedAt: Instant;
  composedAt: Instant | null;
  lapsedAt: Instant | null;
  lapsedBecause: LapseReason | null;
  failedAt: Instant | null;
  failure: string | null;
}

export type LetterState = 'to_write' | 'written' | 'lapsed' | 'not_written';

export function letterState({ composedAt, lapsedAt, failedAt }: LetterHead): LetterState {
  if (composedAt) return 'written';
  if (lapsedAt) return 'lapsed';
  return failedAt ? 'not_written' : 'to_write';
}

/** The latest grade, where a bounce takes every earlier one back. */
export function gradeOf(
  delivery: Pick<Delivery, 'bouncedAt' | 'failedAt' | 'acceptedAt' | 'handedAt' | 'relayHost'>,
): Grade {
  if (delivery.bouncedAt) return 'bounced';
  if (delivery.failedAt) return 'failed';
  if (delivery.acceptedAt) return 'accepted';
  if (!delivery.handedAt) return 'waiting';
  return delivery.relayHost === DEMO_HOST ? 'kept' : 'handed_over';
}

/** A file that went with a letter. */
export interface EnclosureShown {
  id: string;
  name: string;
  bytes: number;
  sha256: string;
}

/** A letter as it was written, in one language. */
export interface TextShown {
  id: string;
  language: Language;
  subject: string;
  bodyText: string;
  sha256: string;
  composedAt: Instant;
  enclosures: EnclosureShown[];
}

/** Whether none of those to whom it went is known to have got it, and nothing is on its way any more. */
export function reachedNobody(head: LetterHead, deliveries: readonly Delivery[]): boolean {
  if (head.lapsedBecause === 'nobody_to_write_to') return true;
  const grades = deliveries.map(gradeOf);
  return grades.length > 0 && grades.every((grade) => grade === 'bounced' || grade === 'failed');
}

/** A try that did not end a delivery: which server said what. */
export interface Try {
  triedAt: Instant;
  host: string | null;
  code: number | null;
  answer: string;
}

/** A delivery with all that is known of it, for the desk and for legal. */
export interface KnownDelivery extends Delivery {
  language: Language;
  messageId: string;
  /** Who asked to send it again; null for the first. */
  requestedBy: string | null;
  tries: Try[];
}

/** A letter of a case, with all that is known of it. */
export interface CaseLetter extends LetterHead {
  texts: TextShown[];
  deliveries: KnownDelivery[];
}

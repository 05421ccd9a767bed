import type { CarrierWord } from '#db/schema/vocabulary.ts';
import type { Enclosure } from './writer.ts';

/** One letter to one address, as it goes out. */
export interface Dispatch {
  /** The same at every try: with angle brackets. */
  messageId: string;
  to: { name: string | null; address: string };
  subject: string;
  text: string;
  html: string;
  language: string;
  enclosures: Enclosure[];
  /** Where its reader stops such letters by one click, for those that may be stopped. */
  unsubscribe: string | null;
}

/** From whom each letter comes. */
export interface Sender {
  name: string;
  address: string;
  replyTo: string;
}

/** What a server said, and which. */
export interface Answer {
  host: string | null;
  code: number | null;
  answer: string;
}

/**
 * What became of one dispatch. `handed`: the relay has taken it over. `refused`: for good. `not_now`: a try that did not
 * end it. `unreachable`: another one, and no server took part in it, so that the next dispatch would fare the same.
 */
export type Carried = Answer & { is: 'handed' | 'refused' | 'not_now' | 'unreachable' };

/** What takes letters out of the house: a mail relay, or in a demo nothing. */
export interface Carrier {
  word: CarrierWord;
  host: string;
  /** How many dispatches it takes at the same time. */
  atOnce: number;
  /** Never throws. `stop` breaks a try off, which then counts as one that did not end it. */
  carry(dispatch: Dispatch, sender: Sender, stop: AbortSignal): Promise<Carried>;
  /** Lets its connections go; the next dispatch opens new ones. */
  rest(): void;
}

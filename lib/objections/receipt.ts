import type { Channel } from '#db/schema/vocabulary.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { inWords, lastDayInWords, utcExact } from '#lib/deadlines/speak.ts';

/** What a receipt is made of, as it stood when the objection was put on record. */
export interface ReceiptFacts {
  reference: string;
  noticeReference: string;
  changeTitle: string;
  channel: Channel;
  receivedAt: Instant;
  recordedAt: Instant;
  late: boolean;
  /** The close as it then stood. */
  closesAt: Instant;
  zone: string;
  vendorName: string;
  subscriberName: string;
  filerName: string;
  capacity: string | null;
  dpaReference: string;
  objectionClause: string;
  /** Where it was filed, if a corrected change took the place of the one that it was filed to. */
  carriedFrom: { reference: string; noticeReference: string; at: Instant } | null;
  /** Hex. */
  textSha256: string;
  files: readonly { name: string; sha256: string }[];
  /** Of the event in the log. */
  position: number;
}

export interface Receipt {
  heading: string;
  /** In time or late: the sentence that matters. */
  statement: string;
  rows: { label: string; value: string; mono?: true }[];
  /** Hashes and the place in the log. */
  proof: { label: string; value: string }[];
  proves: string[];
  doesNotProve: string[];
}

/** What a receipt says around its facts, in the language of whoever reads it. */
export interface ReceiptWords {
  heading(reference: string): string;
  inTime(facts: Window): string;
  late(facts: Window): string;
  stated: string;
  labels: Record<
    'objection' | 'to' | 'by' | 'filedBy' | 'writtenBy' | 'receivedBy' | 'received' | 'receivedAsStated',
    string
  > &
    Record<'utc' | 'recorded' | 'agreement' | 'carriedOver' | 'letterHash' | 'position', string>;
  to(facts: ReceiptFacts): string;
  carriedOver(reference: string, at: Instant, zone: string): string;
  agreement(facts: ReceiptFacts): string;
  fileHash(name: string): string;
  instant(at: Instant, zone: string): string;
  utc(at: Instant): string;
  proves: Record<'measured' | 'recorded' | 'unchanged', string>;
  doesNotProve: Record<'legitimate' | 'authorised' | 'whoWrote' | 'whenReceived', string>;
}

type Window = Pick<ReceiptFacts, 'closesAt' | 'zone'>;

/** What the filer is given, and both sides keep. */
export function receipt(facts: ReceiptFacts, words: ReceiptWords = english): Receipt {
  const { labels, proves, doesNotProve } = words;
  const { channel, carriedFrom, zone } = facts;
  const measured = channel === 'demur';
  return {
    heading: words.heading(facts.reference),
    statement: [facts.late ? words.late(facts) : words.inTime(facts), ...(measured ? [] : [words.stated])].join(' '),
    rows: [
      { label: labels.objection, value: facts.reference, mono: true },
      { label: labels.to, value: words.to(facts) },
      { label: labels.by, value: facts.subscriberName },
      {
        label: measured ? labels.filedBy : labels.writtenBy,
        value: [facts.filerName, facts.capacity].filter(Boolean).join(', '),
      },
      { label: labels.receivedBy, value: facts.vendorName },
      {
        label: measured ? labels.received : labels.receivedAsStated,
        value: words.instant(facts.receivedAt, zone),
      },
      { label: labels.utc, value: precisely(words.utc(facts.receivedAt), facts.receivedAt), mono: true },
      ...(measured ? [] : [{ label: labels.recorded, value: words.instant(facts.recordedAt, zone) }]),
      { label: labels.agreement, value: words.agreement(facts) },
      ...(carriedFrom
        ? [{ label: labels.carriedOver, value: words.carriedOver(carriedFrom.reference, carriedFrom.at, zone) }]
        : []),
    ],
    proof: [
      { label: labels.letterHash, value: facts.textSha256 },
      ...facts.files.map(({ name, sha256 }) => ({ label: words.fileHash(name), value: sha256 })),
      { label: labels.position, value: `${facts.position}` },
    ],
    proves: [measured ? proves.measured : proves.recorded, proves.unchanged],
    doesNotProve: [
      doesNotProve.legitimate,
      ...(measured ? [doesNotProve.authorised] : [doesNotProve.whoWrote, doesNotProve.whenReceived]),
    ],
  };
}

/** What a late filer is told, before filing and on the receipt: what lateness does, and what it doesn't. */
export function lateStatement({ closesAt, zone }: Window): string {
  return `Received after the window closed at ${lastDayInWords(closesAt, zone)}. It is on record. It does not by itself undo the acceptance; the vendor may admit it. Your rights under the DPA and the law are unaffected.`;
}

/** "24 Nov 2026, 19:13:17.022048 UTC": with the microseconds, one of which may decide. */
const precisely = (said: string, at: Instant) => said.replace(' UTC', `.${at.slice(20, 26)} UTC`);

const english: ReceiptWords = {
  heading: (reference) => `Receipt ${reference}`,
  inTime: ({ closesAt, zone }) => `Received in time, before the window closed at ${lastDayInWords(closesAt, zone)}.`,
  late: lateStatement,
  stated: 'The instant is stated by the vendor, not measured.',
  labels: {
    objection: 'Objection',
    to: 'To',
    by: 'By',
    filedBy: 'Filed by',
    writtenBy: 'Written by',
    receivedBy: 'Received by',
    received: 'Received',
    receivedAsStated: 'Received, as stated',
    utc: 'In UTC',
    recorded: 'Recorded',
    agreement: 'Agreement',
    carriedOver: 'Carried over',
    letterHash: 'SHA-256 of the letter',
    position: 'Position in the log',
  },
  to: ({ changeTitle, noticeReference }) => `${changeTitle} (notice ${noticeReference})`,
  carriedOver: (reference, at, zone) =>
    `From ${reference}, ${inWords(at, zone)}, when a corrected change took the place of the first`,
  agreement: ({ dpaReference, objectionClause }) => `${dpaReference}, ${objectionClause}`,
  fileHash: (name) => `SHA-256 of ${name}`,
  instant: inWords,
  utc: utcExact,
  proves: {
    measured: 'That this letter and these files were received in Demur at this instant, by the clock of its database.',
    recorded: 'That this letter was put on record at the instant of recording, by the clock of the database.',
    unchanged: 'That neither can be changed afterwards without its hash, and the log, showing it.',
  },
  doesNotProve: {
    legitimate: 'That the grounds are legitimate: a person at the vendor assesses that.',
    authorised: 'That the filer was authorised: this is what the filer declared.',
    whoWrote: 'Who wrote it, and whether with authority.',
    whenReceived: 'When it was received: the vendor stated that instant, and your organisation may dispute it.',
  },
};

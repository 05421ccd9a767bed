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

/** What the filer is given, and both sides keep. */
export function receipt(facts: ReceiptFacts): Receipt {
  return {
    heading: `Receipt ${facts.reference}`,
    statement: statement(facts),
    rows: [
      { label: 'Objection', value: facts.reference, mono: true },
      { label: 'To', value: `${facts.changeTitle} (notice ${facts.noticeReference})` },
      { label: 'By', value: facts.subscriberName },
      {
        label: facts.channel === 'demur' ? 'Filed by' : 'Written by',
        value: [facts.filerName, facts.capacity].filter(Boolean).join(', '),
      },
      { label: 'Received by', value: facts.vendorName },
      {
        label: facts.channel === 'demur' ? 'Received' : 'Received, as stated',
        value: inWords(facts.receivedAt, facts.zone),
      },
      { label: 'In UTC', value: precisely(facts.receivedAt), mono: true },
      ...(facts.channel === 'demur' ? [] : [{ label: 'Recorded', value: inWords(facts.recordedAt, facts.zone) }]),
      { label: 'Agreement', value: `${facts.dpaReference}, ${facts.objectionClause}` },
      ...(facts.carriedFrom
        ? [
            {
              label: 'Carried over',
              value: `From ${facts.carriedFrom.reference}, ${inWords(facts.carriedFrom.at, facts.zone)}, when a corrected change took the place of the first`,
            },
          ]
        : []),
    ],
    proof: [
      { label: 'SHA-256 of the letter', value: facts.textSha256 },
      ...facts.files.map(({ name, sha256 }) => ({ label: `SHA-256 of ${name}`, value: sha256 })),
      { label: 'Position in the log', value: `${facts.position}` },
    ],
    proves: [
      facts.channel === 'demur'
        ? 'That this letter and these files were received in Demur at this instant, by the clock of its database.'
        : 'That this letter was put on record at the instant of recording, by the clock of the database.',
      'That neither can be changed afterwards without its hash, and the log, showing it.',
    ],
    doesNotProve: [
      'That the grounds are legitimate: a person at the vendor assesses that.',
      ...(facts.channel === 'demur'
        ? ['That the filer was authorised: this is what the filer declared.']
        : [
            'Who wrote it, and whether with authority.',
            'When it was received: the vendor stated that instant, and your organisation may dispute it.',
          ]),
    ],
  };
}

function statement(facts: ReceiptFacts): string {
  const { channel, closesAt, zone } = facts;
  const stated = channel === 'demur' ? '' : ' The instant is stated by the vendor, not measured.';
  if (facts.late) return `${lateStatement(facts)}${stated}`;
  return `Received in time, before the window closed at ${lastDayInWords(closesAt, zone)}.${stated}`;
}

/** What a late filer is told, before filing and on the receipt: what lateness does, and what it doesn't. */
export function lateStatement({ closesAt, zone }: { closesAt: Instant; zone: string }): string {
  return `Received after the window closed at ${lastDayInWords(closesAt, zone)}. It is on record. It does not by itself undo the acceptance; the vendor may admit it. Your rights under the DPA and the law are unaffected.`;
}

/** "24 Nov 2026, 19:13:17.022048 UTC": with the microseconds, one of which may decide. */
const precisely = (at: Instant) => utcExact(at).replace(' UTC', `.${at.slice(20, 26)} UTC`);

import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Language, LapseReason, LetterKind } from '#db/schema/vocabulary.ts';
import { causeCode, type Transaction } from '#db/transaction.ts';
import { newId } from '#lib/command/new-id.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { canonical } from '#lib/evidence/canonical.ts';
import { lateness } from './late.ts';
import type { Recipient } from './owed-letters.ts';
import { setHtml, setText } from './set.ts';
import { type Enclosure, isLapsed, type Lapsed, type Owed, type Writer } from './writer.ts';
import type { Letterhead } from './written.ts';

/** Who writes which letters. */
export type Writers = Record<LetterKind, Writer<unknown>>;

/** A letter in one language, with those who read it in this one. */
export interface Text {
  id: string;
  language: Language;
  subject: string;
  text: string;
  html: string;
  sha256: string;
  enclosures: (Enclosure & { sha256: Buffer })[];
  recipients: Recipient[];
}

/** What became of a letter that was owed. */
export type WrittenLetter = { owed: Owed } & (
  | { is: 'composed'; texts: Text[] }
  | { is: 'lapsed'; because: LapseReason }
  | { is: 'failed'; failure: string }
);

/** Writes letters, kind by kind. One whose writer throws fails alone, with the writer's name and the place. */
export async function writeLetters(
  tx: Transaction,
  { writers, head, now }: { writers: Writers; head: Letterhead; now: Instant },
  letters: { owed: Owed; recipients: Recipient[] }[],
): Promise<WrittenLetter[]> {
  const written: WrittenLetter[] = [];
  for (const [kind, of] of Map.groupBy(letters, ({ owed }) => owed.kind)) {
    const writer = writers[kind];
    const all = of.map(({ owed }) => owed);
    const facts = await factsOf(tx, writer, all, now);
    for (const { owed, recipients } of of) {
      const said = facts.get(owed.id);
      const nobody = nobodyReads(owed, recipients);
      try {
        if (said instanceof Thrown) throw said.error;
        if (said === undefined) throw new Error('the writer says nothing of it');
        if (isLapsed(said)) written.push({ owed, is: 'lapsed', because: said.lapsed });
        else if (nobody) written.push({ owed, is: 'lapsed', because: nobody });
        else
          written.push({ owed, is: 'composed', texts: await textsOf(writer, { said, owed, now }, head, recipients) });
      } catch (error) {
        written.push({ owed, is: 'failed', failure: placeOf(kind, error) });
      }
    }
  }
  return written;
}

/** Why a letter is not written for want of a reader; undefined: somebody reads it. */
function nobodyReads({ followerId }: Owed, recipients: Recipient[]): LapseReason | undefined {
  if (recipients.some(({ muted }) => !muted)) return undefined;
  if (recipients.length > 0) return 'not_wanted';
  return followerId === null ? 'nobody_to_write_to' : 'no_longer_due';
}

/** What was thrown in place of a letter's facts. */
class Thrown {
  readonly error: unknown;
  constructor(error: unknown) {
    this.error = error;
  }
}

/** The facts of all at once; where that throws, of one after the other, so that the others go on without the one that can't. */
async function factsOf(
  tx: Transaction,
  writer: Writer<unknown>,
  owed: Owed[],
  now: Instant,
): Promise<Map<string, unknown | Lapsed | Thrown>> {
  const all = await apart(tx, () => writer.facts(tx, owed, now));
  if (!(all instanceof Thrown)) return all;
  const each = new Map<string, unknown | Lapsed | Thrown>();
  for (const letter of owed) {
    const one = owed.length === 1 ? all : await apart(tx, () => writer.facts(tx, [letter], now));
    each.set(letter.id, one instanceof Thrown ? one : one.get(letter.id));
  }
  return each;
}

/** Runs something so that its failure leaves the transaction as it was. A database that is away is nobody's failure. */
async function apart<T>(tx: Transaction, work: () => Promise<T>): Promise<T | Thrown> {
  await tx.execute(sql`savepoint facts`);
  try {
    const done = await work();
    await tx.execute(sql`release savepoint facts`);
    return done;
  } catch (error) {
    if (isDatabases(error)) throw error;
    await tx.execute(sql`rollback to savepoint facts`);
    return new Thrown(error);
  }
}

/** A connection, a lock or a limit of the database; what a statement was given (22, 23, 42) is its writer's. */
function isDatabases(error: unknown): boolean {
  const code = causeCode(error) || ((error as { code?: string } | undefined)?.code ?? '');
  return /^(E[A-Z]{3,}|[0-9A-Z]{5})$/.test(code) && !/^(22|23|42|P0)/.test(code);
}

async function textsOf(
  writer: Writer<unknown>,
  { said: facts, owed: { obligedAt }, now }: { said: unknown; owed: Owed; now: Instant },
  head: Letterhead,
  recipients: Recipient[],
): Promise<Text[]> {
  const texts: Text[] = [];
  const wanted = recipients.filter(({ muted }) => !muted);
  for (const [language, readers] of Map.groupBy(wanted, (recipient) => recipient.language)) {
    const inTime = writer.write(facts, language, head);
    const late = lateness(obligedAt, now, language, head);
    const written = { ...inTime, blocks: inTime.blocks.toSpliced(1, 0, ...late) };
    const text = setText(written, language, head);
    const html = setHtml(written, language, head);
    const enclosures = ((await writer.enclosures?.(facts, language, head)) ?? []).map((enclosure) => ({
      ...enclosure,
      sha256: sha256(enclosure.content),
    }));
    const files = enclosures.map((file) => ({ name: file.name, sha256: file.sha256.toString('hex') }));
    const hash = sha256(canonical({ subject: written.subject, text, html, files })).toString('hex');
    texts.push({
      id: newId(),
      language,
      subject: written.subject,
      text,
      html,
      sha256: hash,
      enclosures,
      recipients: readers,
    });
  }
  return texts;
}

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest();

/** `notice: TypeError at lib/post/changes/notice.ts:41:12`. Not what was said: that may quote what somebody wrote. */
function placeOf(kind: LetterKind, error: unknown): string {
  const { name, stack = '' } = error instanceof Error ? error : new Error();
  const place = /\b((?:lib|db)\/[\w./-]+:\d+:\d+)/.exec(stack)?.[1];
  return `${kind}: ${error instanceof Error ? name : 'something thrown'}${place ? ` at ${place}` : ''}`;
}

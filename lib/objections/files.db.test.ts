import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asWorker, bySession, type Opening } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { read } from '#lib/command/read.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { attachFile, attachPiece, FILE_LIMIT } from './attach-file.ts';
import { discardDraft } from './discard-draft.ts';
import { objectionForm } from './objection-form.ts';
import { openFile } from './open-file.ts';
import { removeFile } from './remove-file.ts';
import { storeUpload } from './store-upload.ts';
import { sweepUploads } from './sweep-uploads.ts';

let database: TestDatabase;
let world: Scenario;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
});
afterAll(() => database.drop());

async function as(userId: string): Promise<Opening> {
  return bySession(database.web, (await world.session(userId)).secretHash);
}

async function caseOf(): Promise<Subscriber & { noticeId: string; contact: Opening }> {
  const subscriber = await world.subscriber();
  const { noticeOf } = await world.change({ publishedDaysAgo: 5 });
  return { ...subscriber, noticeId: noticeOf(subscriber), contact: await as(subscriber.contactId) };
}

/** A body of chunks, as a network gives them: some small, some larger than a piece. */
function bodyOf(chunks: Iterable<Uint8Array<ArrayBuffer>>, failing = false): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const { done, value } = iterator.next();
      if (!done) return controller.enqueue(value);
      return failing ? controller.error(new Error('aborted')) : controller.close();
    },
  });
}

function* chunksOf(bytes: Uint8Array<ArrayBuffer>, size: number): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const pdf = (length: number) => {
  const bytes = new Uint8Array(length).fill(0x20);
  bytes.set(new TextEncoder().encode('%PDF-1.7'));
  for (let at = 100; at < length; at += 997) bytes[at] = at % 251;
  return bytes;
};
const upload = (opening: Opening, noticeId: string, bytes: Uint8Array<ArrayBuffer>, name = 'a.pdf') =>
  storeUpload(opening, { noticeId, name, length: bytes.length, body: bodyOf(chunksOf(bytes, 70_001)) });

async function rowsOf(noticeId: string) {
  const { rows } = await database.superuser.query(
    'SELECT f.name, f.completed_at IS NOT NULL AS whole, (SELECT count(*)::integer FROM demur.file_pieces p WHERE p.file_id = f.id) AS pieces FROM demur.files f WHERE notice_id = $1',
    [noticeId],
  );
  return rows;
}

async function contentOf(opening: Opening, fileId: string): Promise<Buffer | undefined> {
  const file = await openFile(opening, fileId);
  return file && Buffer.from(await new Response(file.stream).arrayBuffer());
}

async function listed(opening: Opening, noticeId: string) {
  const form = await read(opening, ({ tx, actor }) => objectionForm({ tx, actor: actor as SubscriberActor }, noticeId));
  return form?.files.map(({ name }) => name);
}

describe('an upload', () => {
  test('of exactly 20 MB is stored in pieces, hashed, and comes back byte for byte', async () => {
    const { noticeId, contact } = await caseOf();
    const bytes = pdf(FILE_LIMIT);
    const stored = await upload(contact, noticeId, bytes, 'C:\\docs\\assess\u202ement.pdf');
    if (!stored.ok) throw new Error(stored.sentence);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(stored.value).toMatchObject({
      name: 'assessment.pdf',
      size: FILE_LIMIT,
      sha256,
      mediaType: 'application/pdf',
    });
    expect(await rowsOf(noticeId)).toEqual([{ name: 'assessment.pdf', whole: true, pieces: 80 }]);
    const back = await contentOf(contact, stored.value.fileId);
    expect(back && createHash('sha256').update(back).digest('hex')).toBe(sha256);
    expect(await listed(contact, noticeId)).toEqual(['assessment.pdf']);
  });

  test.each([
    ['larger than 20 MB, as announced', FILE_LIMIT + 1, FILE_LIMIT + 1, 'too_large'],
    ['larger than 20 MB, unannounced', null, FILE_LIMIT + 1, 'too_large'],
    ['larger than announced', 1_000_000, 1_000_001, 'file_incomplete'],
    ['shorter than announced', 1_000_001, 1_000_000, 'file_incomplete'],
  ])('%s is refused, and nothing of it stays', async (_what, length, size, code) => {
    const { noticeId, contact } = await caseOf();
    const body = bodyOf(chunksOf(pdf(size), 300_000));
    expect(await storeUpload(contact, { noticeId, name: 'a.pdf', length, body })).toMatchObject({ ok: false, code });
    expect(await rowsOf(noticeId)).toEqual([]);
  });

  test('that is cut is refused, and nothing of it stays', async () => {
    const { noticeId, contact } = await caseOf();
    for (const length of [600_000, null]) {
      const body = bodyOf(chunksOf(pdf(400_000), 60_000), true);
      expect(await storeUpload(contact, { noticeId, name: 'a.pdf', length, body })).toMatchObject({
        code: 'file_incomplete',
        sentence: 'The upload broke off. Attach the file again.',
      });
    }
    const atOnce = await storeUpload(contact, { noticeId, name: 'a.pdf', length: 9, body: bodyOf([], true) });
    expect(atOnce).toMatchObject({ code: 'file_incomplete' });
    expect(await rowsOf(noticeId)).toEqual([]);
  });

  test.each([
    ['an executable named .pdf', 'invoice.pdf', new TextEncoder().encode('MZ\x90')],
    ['a web page named .txt', 'a.txt', new TextEncoder().encode('<!doctype html><script>')],
    ['an empty file', 'a.pdf', new Uint8Array()],
    ['text that is no text further on', 'a.txt', new Uint8Array([...new Uint8Array(400_000).fill(0x61), 0xff])],
    ['text with NUL further on', 'a.txt', new Uint8Array([...new Uint8Array(400_000).fill(0x61), 0])],
    ['text cut within a character', 'a.txt', new TextEncoder().encode('é').subarray(0, 1)],
  ])('%s is refused, and nothing of it stays', async (_what, name, bytes) => {
    const { noticeId, contact } = await caseOf();
    expect(await upload(contact, noticeId, bytes, name)).toMatchObject({ ok: false, code: 'file_type' });
    expect(await rowsOf(noticeId)).toEqual([]);
  });

  test('beyond the tenth is refused, however many come at once', async () => {
    const { noticeId, contact } = await caseOf();
    const outcomes = await Promise.all(Array.from({ length: 14 }, () => upload(contact, noticeId, pdf(300_000))));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(10);
    for (const outcome of outcomes) if (!outcome.ok) expect(outcome.code).toBe('too_many_files');
    expect(await rowsOf(noticeId)).toHaveLength(10);
    expect(await upload(contact, noticeId, pdf(10))).toMatchObject({ code: 'too_many_files' });
  });

  test('to a foreign notice, and to none, is the same: not found', async () => {
    const { contact } = await caseOf();
    const other = await caseOf();
    const foreign = await upload(contact, other.noticeId, pdf(10));
    expect(foreign).toMatchObject({ ok: false, code: 'not_found' });
    expect(await upload(contact, '01a20efa-08ec-7bbb-939f-bfb2323e3e21', pdf(10))).toEqual(foreign);
  });

  test('whose process died is not listed, opened or filed, and is swept after a day', async () => {
    const { noticeId, contact, signatoryId } = await caseOf();
    const begun = await keep(attachFile, contact, { noticeId, name: 'half.pdf', mediaType: 'application/pdf' });
    if (!begun.ok) throw new Error(begun.sentence);
    const { fileId } = begun.value;
    await keep(attachPiece, contact, { fileId, position: 0, content: Buffer.from('%PDF') });
    expect(await listed(contact, noticeId)).toEqual([]);
    expect(await openFile(contact, fileId)).toBeUndefined();
    await expect(world.objection({ noticeId, userId: signatoryId, fileIds: [fileId] })).rejects.toThrow(
      'file_incomplete',
    );

    const worker = asWorker(database.worker);
    expect(await keep(sweepUploads, worker, {})).toEqual({ ok: true, value: { removed: 0 } });
    await database.superuser.query(
      `UPDATE demur.files SET started_at = started_at - interval '25 hours' WHERE notice_id = $1`,
      [noticeId],
    );
    const whole = await upload(contact, noticeId, pdf(10));
    expect(await keep(sweepUploads, worker, {})).toEqual({ ok: true, value: { removed: 1 } });
    expect(whole.ok).toBe(true);
    expect(await rowsOf(noticeId)).toEqual([{ name: 'a.pdf', whole: true, pieces: 1 }]);
  });
});

describe('a file', () => {
  test('of a draft is its subscriber’s alone; filed, the desk and legal read it too', async () => {
    const { noticeId, contact, contactId, signatoryId } = await caseOf();
    const other = await caseOf();
    const [admin, legal] = [await as(world.adminId), await as(world.legalId)];
    const file = await world.attachment({ noticeId, userId: contactId, content: 'confidential' });
    const readers = async () =>
      Promise.all(
        [contact, other.contact, admin, legal, bySession(database.web, null)].map(async (opening) =>
          (await contentOf(opening, file.fileId))?.toString(),
        ),
      );
    expect(await readers()).toEqual(['confidential', undefined, undefined, undefined, undefined]);
    await world.objection({ noticeId, userId: signatoryId, fileIds: [file.fileId] });
    expect(await readers()).toEqual(['confidential', undefined, 'confidential', 'confidential', undefined]);
    expect(await openFile(contact, 'no-id')).toBeUndefined();
  });

  test('can be removed while it is a draft’s, by its own side, and never once it is filed', async () => {
    const { noticeId, contact, contactId, signatoryId } = await caseOf();
    const other = await caseOf();
    const file = await world.attachment({ noticeId, userId: contactId });
    const kept = await world.attachment({ noticeId, userId: contactId });
    for (const stranger of [other.contact, await as(world.adminId)])
      expect(await keep(removeFile, stranger, { fileId: file.fileId })).toMatchObject({ code: 'not_found' });
    expect((await keep(removeFile, contact, { fileId: file.fileId })).ok).toBe(true);
    await world.objection({ noticeId, userId: signatoryId, fileIds: [kept.fileId] });
    expect(await keep(removeFile, contact, { fileId: kept.fileId })).toMatchObject({ code: 'not_found' });
    expect((await contentOf(contact, kept.fileId))?.length).toBe(kept.size);
  });

  test('of the vendor’s, not yet filed, is not the subscriber’s to see', async () => {
    const { noticeId, contact } = await caseOf();
    const admin = await as(world.adminId);
    const stored = await upload(admin, noticeId, pdf(50), 'original.pdf');
    if (!stored.ok) throw new Error(stored.sentence);
    expect(await contentOf(admin, stored.value.fileId)).toHaveLength(50);
    expect(await openFile(contact, stored.value.fileId)).toBeUndefined();
    expect(await listed(contact, noticeId)).toEqual([]);
    expect(await keep(removeFile, contact, { fileId: stored.value.fileId })).toMatchObject({ code: 'not_found' });
  });

  test('goes with the draft that is thrown away', async () => {
    const { noticeId, contact, contactId } = await caseOf();
    await world.attachment({ noticeId, userId: contactId });
    await world.draft({ noticeId, userId: contactId });
    expect((await keep(discardDraft, contact, { noticeId })).ok).toBe(true);
    expect(await rowsOf(noticeId)).toEqual([]);
  });

  test('stops on its way when the session that asks for it ends', async () => {
    const { noticeId, contact, contactId } = await caseOf();
    const stored = await upload(contact, noticeId, pdf(3_000_000));
    if (!stored.ok) throw new Error(stored.sentence);
    const file = await openFile(contact, stored.value.fileId);
    const reader = file?.stream.getReader();
    await reader?.read();
    await database.superuser.query('UPDATE demur.sessions SET revoked_at = now() WHERE user_id = $1', [contactId]);
    const drained = async () => {
      for (;;) if ((await reader?.read())?.done !== false) return;
    };
    await expect(drained()).rejects.toThrow();
  });
});

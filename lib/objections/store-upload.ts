import { createHash } from 'node:crypto';
import type { Opening } from '#db/transaction.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '#lib/command/refusal.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { attachFile, attachPiece, FILE_LIMIT } from './attach-file.ts';
import { safeFileName } from './file-name.ts';
import { finishFile } from './finish-file.ts';
import { mediaTypeOf, mustBeUtf8, SNIFFED } from './media-type.ts';
import { removeFile } from './remove-file.ts';

/** One piece as it is stored, 256 kB; the first also tells what the file is. */
const PIECE = SNIFFED;

/** A file as it is sent. */
export interface Sent {
  /** As the sender calls it. */
  name: string;
  /** Of the body in bytes, as announced; null where it was not. */
  length: number | null;
  body: ReadableStream<Uint8Array>;
}

/** Where a file is put, piece by piece. Until it is finished it is nothing, and `remove` takes it away. */
export interface Shelf {
  begin(file: { name: string; mediaType: string }): Promise<Outcome<{ fileId: string }>>;
  piece(piece: { fileId: string; position: number; content: Buffer }): Promise<Outcome<null>>;
  finish(file: { fileId: string; size: number; sha256: Buffer }): Promise<Outcome<{ fileId: string }>>;
  remove(fileId: string): Promise<Outcome<{ fileId: string }>>;
}

export interface StoredFile {
  fileId: string;
  name: string;
  size: number;
  /** In hex. */
  sha256: string;
  mediaType: string;
}

/** Stores a file of a case, as `storeOn` does. */
export function storeUpload(
  opening: Opening,
  { noticeId, ...sent }: Sent & { noticeId: string },
): Promise<Outcome<StoredFile>> {
  const shelf: Shelf = {
    begin: (file) => keep(attachFile, opening, { noticeId, ...file }),
    piece: (piece) => keep(attachPiece, opening, piece),
    finish: (file) => keep(finishFile, opening, file),
    remove: (fileId) => keep(removeFile, opening, { fileId }),
  };
  return storeOn(shelf, sent);
}

/**
 * Stores a file as it comes, piece by piece, each in a transaction of its own: neither this process nor a transaction
 * ever holds a whole file. What breaks off is removed at once where this process lives to do it, and otherwise stays a
 * row without a hash that nothing lists, until the worker sweeps it.
 */
export async function storeOn(shelf: Shelf, { name: sent, length, body }: Sent): Promise<Outcome<StoredFile>> {
  if (length !== null && length > FILE_LIMIT) {
    await body.cancel().catch(() => undefined);
    return tooLarge();
  }
  const pieces = piecesOf(body);
  const first = await next(pieces);
  if (isRefusal(first)) return first;
  const name = safeFileName(sent);
  const media = mediaTypeOf(name, first ?? new Uint8Array());
  if ('refused' in media) {
    await pieces.return(undefined);
    return refuse('file_type', media.refused);
  }

  const begun = await shelf.begin({ name, mediaType: media.type });
  if (!begun.ok) {
    await pieces.return(undefined);
    return begun;
  }
  const { fileId } = begun.value;
  const stored = await storePieces(shelf, fileId, first, pieces, { length, mediaType: media.type }).catch(
    async (fault: unknown) => {
      await shelf.remove(fileId).catch(() => undefined);
      throw fault;
    },
  );
  if (!stored.ok) {
    await pieces.return(undefined);
    await shelf.remove(fileId);
    return stored;
  }
  const { size, sha256 } = stored.value;
  return { ok: true, value: { fileId, name, size, sha256: sha256.toString('hex'), mediaType: media.type } };
}

async function storePieces(
  shelf: Shelf,
  fileId: string,
  first: Buffer | undefined,
  pieces: AsyncGenerator<Buffer, undefined>,
  announced: { length: number | null; mediaType: string },
): Promise<Outcome<{ size: number; sha256: Buffer }>> {
  const hash = createHash('sha256');
  const text = mustBeUtf8(announced.mediaType) ? new TextDecoder('utf-8', { fatal: true }) : undefined;
  let size = 0;
  let position = 0;
  for (let piece: Buffer | undefined | Refusal = first; piece; piece = await next(pieces)) {
    if (isRefusal(piece)) return piece;
    size += piece.length;
    if (size > FILE_LIMIT) return tooLarge();
    if (announced.length !== null && size > announced.length) return brokenOff();
    if (text && !isText(text, piece)) return notText();
    hash.update(piece);
    const kept = await shelf.piece({ fileId, position, content: piece });
    if (!kept.ok) return kept;
    position += 1;
  }
  if (announced.length !== null && size < announced.length) return brokenOff();
  if (text && !isText(text, undefined)) return notText();
  const sha256 = hash.digest();
  const finished = await shelf.finish({ fileId, size, sha256 });
  return finished.ok ? { ok: true, value: { size, sha256 } } : finished;
}

/** Undefined at the end; a body that fails was cut on its way. */
async function next(pieces: AsyncGenerator<Buffer, undefined>): Promise<Buffer | undefined | Refusal> {
  try {
    return (await pieces.next()).value;
  } catch {
    return brokenOff();
  }
}

/** The body in pieces of one size, the last one shorter. */
async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Buffer, undefined> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    waiting.push(chunk);
    length += chunk.length;
    if (length < PIECE) continue;
    const whole = Buffer.concat(waiting);
    let at = 0;
    for (; at + PIECE <= whole.length; at += PIECE) yield whole.subarray(at, at + PIECE);
    waiting = [whole.subarray(at)];
    length = whole.length - at;
  }
  if (length > 0) yield Buffer.concat(waiting);
  return undefined;
}

function isText(decoder: TextDecoder, piece: Buffer | undefined): boolean {
  try {
    decoder.decode(piece, { stream: piece !== undefined });
    return !piece?.includes(0);
  } catch {
    return false;
  }
}

const tooLarge = () =>
  refuse('too_large', 'The file is larger than 20 MB, the most that one file may have.', {
    facts: { limit: FILE_LIMIT },
  });
const brokenOff = () => refuse('file_incomplete', 'The upload broke off. Attach the file again.');
const notText = () =>
  refuse('file_type', 'This file is not text in UTF-8 all through. Save it as UTF-8, or attach it as a PDF.');

import type { Opening } from '#db/transaction.ts';
import type { Outcome } from '#lib/command/refusal.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { type Sent, type Shelf, type StoredFile, storeOn } from '#lib/objections/store-upload.ts';
import { beginEvidence, finishEvidence, keepEvidencePiece, removeEvidence } from './store-evidence.ts';

/** Stores a file of evidence of a company as it comes, told apart by its first bytes, hashed, piece by piece. */
export function keepEvidence(opening: Opening, subprocessorId: string, sent: Sent): Promise<Outcome<StoredFile>> {
  const shelf: Shelf = {
    begin: (file) => keep(beginEvidence, opening, { subprocessorId, ...file }),
    piece: (piece) => keep(keepEvidencePiece, opening, piece),
    finish: (file) => keep(finishEvidence, opening, file),
    remove: (fileId) => keep(removeEvidence, opening, { fileId }),
  };
  return storeOn(shelf, sent);
}

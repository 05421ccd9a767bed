import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { notices } from '#db/schema/changes.ts';
import type { Opening } from '#db/transaction.ts';
import type { Actor, SubscriberActor, VendorActor } from '#lib/access/actor.ts';
import { may, whoMay } from '#lib/access/policy.ts';
import { type Command, type Decided, run } from '#lib/command/command.ts';
import { readSnapshot } from '#lib/command/read.ts';
import { isRefusal, notFound, type Outcome, type Refusal, refuse } from '#lib/command/refusal.ts';
import { caseFileBytes, readCaseFile } from './case-file.ts';
import { dossier } from './dossier.ts';
import { findCase } from './find-case.ts';
import { type CaseFormat, caseExport } from './inputs.ts';

/** Records that a case leaves the house: in which form, and the hash of the very bytes. */
export const exportCase: Command<
  z.infer<typeof caseExport>,
  { subscriberId: string },
  Decided,
  { position: number },
  SubscriberActor | VendorActor
> = {
  name: 'export-case',
  input: caseExport,
  async load(tx, { noticeId }) {
    const [row] = await tx.select({ subscriberId: notices.subscriberId }).from(notices).where(eq(notices.id, noticeId));
    return row;
  },
  decide: ({ subscriberId }, { noticeId, format, bytes, sha256 }) => ({
    events: [{ type: 'case.exported', caseId: noticeId, subscriberId, facts: { format, bytes, sha256 }, rows: [] }],
  }),
  save: async () => undefined,
  result: (_decided, _moment, position) => ({ position }),
};

export interface ExportedCase {
  bytes: Buffer;
  name: string;
  mediaType: string;
  /** SHA-256 in hex, as the log has it. */
  sha256: string;
}

const mediaTypes: Record<CaseFormat, string> = { json: 'application/json', pdf: 'application/pdf' };

/**
 * One case as bytes, for whoever may read it. The export stands in the log before the first byte leaves; if it can't be
 * recorded, nothing is exported.
 *
 * @param reference a notice's or an objection's, however typed
 */
export async function takeCase(
  opening: Opening,
  reference: string,
  format: CaseFormat,
): Promise<Outcome<ExportedCase>> {
  const made = await readSnapshot(opening, async (reader) => {
    const refusal = refuseDownload(reader.actor);
    if (refusal) return refusal;
    const found = await findCase(reader.tx, reference);
    return (found && (await readCaseFile(reader, found.noticeId))) ?? notFound();
  });
  if (isRefusal(made)) return made;
  const json = caseFileBytes(made);
  const bytes = format === 'json' ? json : await dossier(made, json);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const recorded = await run(exportCase, opening, { noticeId: made.notice.id, format, bytes: bytes.length, sha256 });
  if (!recorded.ok) return recorded;
  const name = format === 'json' ? `${made.notice.reference}.json` : `${made.notice.reference}-dossier.pdf`;
  return { ok: true, value: { bytes, name, mediaType: mediaTypes[format], sha256 } };
}

function refuseDownload(actor: Actor): Refusal | undefined {
  if (actor.role === 'public') return refuse('not_signed_in', 'Sign in first.');
  return may(actor, 'export-case') ? undefined : refuse('forbidden', `Only ${whoMay('export-case')} may do this.`);
}

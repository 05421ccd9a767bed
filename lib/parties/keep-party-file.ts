import { createHash } from 'node:crypto';
import { z } from 'zod';
import { partyUploads } from '#db/schema/parties.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import { newId } from '#lib/command/new-id.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { CSV_LIMITS } from '#lib/csv/read-csv.ts';

const keepInput = z.object({
  name: z.string().min(1),
  content: z.instanceof(Buffer).refine(({ length }) => length <= CSV_LIMITS.bytes, 'The file is larger than 25 MB.'),
});

/** Keeps a list of subscribers until somebody has looked at its difference: what they confirm is what they saw. */
export const keepPartyFile: Unrecorded<z.infer<typeof keepInput>, { uploadId: string }, VendorActor> = {
  name: 'keep-party-file',
  input: keepInput,
  async work(tx, { name, content }, { now, actor }) {
    const id = newId();
    const sha256 = createHash('sha256').update(content).digest();
    await tx.insert(partyUploads).values({ id, name, content, sha256, uploadedBy: actor.userId, uploadedAt: now });
    return { value: { uploadId: id } };
  },
};

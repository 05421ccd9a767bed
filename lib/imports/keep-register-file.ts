import { registerUploads } from '#db/schema/diligence.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import { newId } from '#lib/command/new-id.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { type KeptFile, keptFileInput } from './inputs.ts';

/** Keeps what was read of a file until somebody has looked at its difference: what they confirm is what they saw. */
export const keepRegisterFile: Unrecorded<KeptFile, { uploadId: string }, VendorActor> = {
  name: 'keep-register-file',
  input: keptFileInput,
  async work(tx, { name, sha256, content }, { now, actor }) {
    const id = newId();
    const upload = { id, name, content, sha256: Buffer.from(sha256, 'hex'), uploadedBy: actor.userId, uploadedAt: now };
    await tx.insert(registerUploads).values(upload);
    return { value: { uploadId: id } };
  },
};

import { sql } from 'drizzle-orm';
import { certifications } from '#db/schema/diligence.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { refuseGround } from './diligence.ts';
import { attach, lockCompany, type Recordable, recordable } from './ground.ts';
import { type CertificationInput, certificationInput } from './inputs.ts';

interface Recorded extends Decided {
  certification: Omit<typeof certifications.$inferInsert, 'recordedBy' | 'recordedAt'> & { id: string };
  newlyAttached: string | null;
}

/**
 * Records a certification: a new one, a renewal that supersedes the one of its name, or that it is no longer held. One
 * that came with the company has no row of its own; the first that is recorded of its name takes its place.
 */
export const recordCertification: Command<
  CertificationInput,
  Recordable,
  Recorded,
  { certificationId: string },
  VendorActor
> = {
  name: 'record-certification',
  input: certificationInput,
  lock: (tx, { subprocessorId }) => lockCompany(tx, subprocessorId),
  load: (tx, input, moment) =>
    recordable(
      tx,
      input,
      sql`select c.id from demur.certifications c where c.subprocessor_id = ${input.subprocessorId} and c.name = ${input.name}
        and not exists (select from demur.certifications l where l.supersedes = c.id)`,
      moment,
    ),
  decide(ground, input) {
    const refusal = refuseGround(ground, input.supersedes);
    if (refusal) return refusal;
    const id = newId();
    const { newlyAttached } = ground;
    return {
      certification: { id, ...input },
      newlyAttached,
      events: [
        {
          type: 'certification.recorded',
          caseId: null,
          subscriberId: null,
          facts: { subprocessorId: input.subprocessorId, held: input.held, validTo: input.validTo },
          rows: [
            { table: 'certifications', id },
            ...(newlyAttached ? [{ table: 'evidence_files', id: newlyAttached }] : []),
          ],
        },
      ],
    };
  },
  async save(tx, { certification, newlyAttached }, { now, actor }) {
    await attach(tx, newlyAttached, now);
    await tx.insert(certifications).values({ ...certification, recordedBy: actor.userId, recordedAt: now });
  },
  result: ({ certification }) => ({ certificationId: certification.id }),
};

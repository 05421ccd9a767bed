import { sql } from 'drizzle-orm';
import { attestations } from '#db/schema/diligence.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { refuseGround, refuseReview } from './diligence.ts';
import { attach, lockCompany, type Recordable, recordable } from './ground.ts';
import { type AttestationInput, attestationInput } from './inputs.ts';

interface Attested extends Decided {
  attestation: Omit<typeof attestations.$inferInsert, 'attestedBy' | 'attestedAt'> & { id: string };
  newlyAttached: string | null;
}

/**
 * Attests that a sub-processor keeps one obligation or security measure, with what shows it and the day of the next
 * review. An attestation is never edited: the next one supersedes it, and both stay.
 */
export const attestMeasure: Command<AttestationInput, Recordable, Attested, { attestationId: string }, VendorActor> = {
  name: 'attest-measure',
  input: attestationInput,
  lock: (tx, { subprocessorId }) => lockCompany(tx, subprocessorId),
  load: (tx, input, moment) =>
    recordable(
      tx,
      input,
      sql`select id from demur.standing_attestations where subprocessor_id = ${input.subprocessorId} and item = ${input.item}`,
      moment,
    ),
  decide(ground, input) {
    const refusal = refuseGround(ground, input.supersedes) ?? refuseReview(input.attestedOn, ground.today);
    if (refusal) return refusal;
    const id = newId();
    const { newlyAttached } = ground;
    return {
      attestation: { id, ...input },
      newlyAttached,
      events: [
        {
          type: 'measure.attested',
          caseId: null,
          subscriberId: null,
          facts: { subprocessorId: input.subprocessorId, item: input.item, nextReviewOn: input.nextReviewOn },
          rows: [
            { table: 'attestations', id },
            ...(newlyAttached ? [{ table: 'evidence_files', id: newlyAttached }] : []),
          ],
        },
      ],
    };
  },
  async save(tx, { attestation, newlyAttached }, { now, actor }) {
    await attach(tx, newlyAttached, now);
    await tx.insert(attestations).values({ ...attestation, attestedBy: actor.userId, attestedAt: now });
  },
  result: ({ attestation }) => ({ attestationId: attestation.id }),
};

import { and, eq, isNull, ne } from 'drizzle-orm';
import type { z } from 'zod';
import { acceptances, notices } from '#db/schema/changes.ts';
import { admissions, objectionProgress, objections } from '#db/schema/objections.ts';
import type { ObjectionStatus } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { admissionInput } from './desk-inputs.ts';
import type { Objection } from './objection.ts';
import { lockObjection, objectionUnderLock, responseTargetOf } from './queries.ts';
import { type ResponseTarget, respondBy } from './response-target.ts';
import { refuseAdmission } from './triage.ts';

type Input = z.infer<typeof admissionInput>;

interface Admissible {
  objection: Objection;
  /** Who filed it; null for one that came by e-mail or post. */
  filedBy: string | null;
  /** Of the other objections to the same notice that were not retracted. */
  beside: ObjectionStatus[];
  acceptanceId: string | null;
  target: ResponseTarget;
}

interface Admitted extends Decided {
  admissionId: string;
  objection: Objection;
  filedBy: string | null;
  acceptanceId: string | null;
  respondBy: Instant | null;
  input: Input;
}

/**
 * Lets a late objection in: from this instant on the notice is objected to, and the new terms are on hold. It stays
 * marked as late. The vendor's own target counts from the admission, because nothing was owed to it before.
 */
export const admitObjection: Command<Input, Admissible, Admitted, { objectionId: string }, VendorActor> = {
  name: 'admit-objection',
  input: admissionInput,
  lock: (tx, { objectionId }) => lockObjection(tx, objectionId),
  load: (tx, { objectionId }) => admissible(tx, objectionId),
  decide({ objection, filedBy, beside, acceptanceId, target }, input, { now }) {
    const refusal = refuseAdmission(objection, beside);
    if (refusal) return refusal;
    const admissionId = newId();
    const answerBy = respondBy(now, target);
    return {
      admissionId,
      objection,
      filedBy,
      acceptanceId,
      respondBy: answerBy,
      input,
      events: [
        {
          type: 'objection.admitted',
          caseId: objection.notice.id,
          subscriberId: objection.subscriberId,
          facts: { objection: objection.id, closesAt: objection.notice.closesAt, respondBy: answerBy },
          rows: [
            { table: 'admissions', id: admissionId },
            { table: 'objection_progress', id: objection.id },
            { table: 'notices', id: objection.notice.id },
            ...(acceptanceId ? [{ table: 'acceptances', id: acceptanceId }] : []),
          ],
        },
      ],
    };
  },
  async save(tx, { admissionId, objection, filedBy, acceptanceId, respondBy: until, input }, { now, actor }) {
    const { id, subscriberId, notice } = objection;
    await tx
      .insert(admissions)
      .values({ id: admissionId, subscriberId, ...input, admittedBy: actor.userId, admittedAt: now });
    await tx.update(objectionProgress).set({ status: 'filed', respondBy: until }).where(eq(objectionProgress.id, id));
    await tx.update(notices).set({ answer: 'objected', answeredAt: now }).where(eq(notices.id, notice.id));
    if (acceptanceId)
      await tx
        .update(acceptances)
        .set({ takenBackBy: filedBy, takenBackAt: now })
        .where(eq(acceptances.id, acceptanceId));
  },
  letters: ({ admissionId, objection: { id, subscriberId, notice } }) => [
    { kind: 'admission', subscriberId, noticeId: notice.id, about: { objections: id, admissions: admissionId } },
  ],
  result: ({ objection }) => ({ objectionId: objection.id }),
};

async function admissible(tx: Transaction, objectionId: string): Promise<Admissible | undefined> {
  const objection = await objectionUnderLock(tx, objectionId);
  if (!objection) return undefined;
  const { notice } = objection;
  const [filed] = await tx.select({ by: objections.filedBy }).from(objections).where(eq(objections.id, objectionId));
  const beside = await tx
    .select({ status: objectionProgress.status })
    .from(objectionProgress)
    .where(
      and(
        eq(objectionProgress.noticeId, notice.id),
        ne(objectionProgress.id, objectionId),
        ne(objectionProgress.status, 'retracted'),
      ),
    );
  const [acceptance] = await tx
    .select({ id: acceptances.id })
    .from(acceptances)
    .where(and(eq(acceptances.noticeId, notice.id), isNull(acceptances.takenBackAt)));
  return {
    objection,
    filedBy: filed?.by ?? null,
    beside: beside.map(({ status }) => status),
    acceptanceId: acceptance?.id ?? null,
    target: await responseTargetOf(tx, notice.windowId),
  };
}

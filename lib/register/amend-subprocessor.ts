import { eq } from 'drizzle-orm';
import { companyAmendments } from '#db/schema/diligence.ts';
import { subprocessors } from '#db/schema/register.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { refuse } from '#lib/command/refusal.ts';
import { type AmendmentInput, amendmentInput } from './inputs.ts';
import { type Company, type CompanyFact, type FactDifference, factDifferences } from './register.ts';

type Facts = Pick<Company, CompanyFact>;

interface Amended extends Decided {
  id: string;
  subprocessorId: string;
  facts: Facts;
  differences: FactDifference[];
  reason: string;
}

/**
 * Corrects what the register says of a company, at once and on the record: its name, group, address, contact, website
 * or tier. What it does with data is no fact of the company: that changes by a published change only. Versions published
 * before keep what they said.
 */
export const amendSubprocessor: Command<AmendmentInput, Facts, Amended, { amendmentId: string }, VendorActor> = {
  name: 'amend-subprocessor',
  input: amendmentInput,
  async lock(tx, { subprocessorId }) {
    const [row] = await tx
      .select({ id: subprocessors.id })
      .from(subprocessors)
      .where(eq(subprocessors.id, subprocessorId))
      .for('update');
    return row !== undefined;
  },
  async load(tx, { subprocessorId }) {
    const [row] = await tx.select().from(subprocessors).where(eq(subprocessors.id, subprocessorId));
    return row;
  },
  decide(stands, { subprocessorId, stood, reason, ...facts }) {
    if (stood && factDifferences(stands, stood).length > 0)
      return refuse(
        'register_moved',
        'Somebody else has corrected this company since the page was loaded. Load it again, and look at what it says now.',
      );
    const differences = factDifferences(stands, facts);
    if (differences.length === 0)
      return refuse('empty_draft', 'Nothing differs from what the register says already. Change something first.');
    const id = newId();
    return {
      ...{ id, subprocessorId, facts, differences, reason },
      events: [
        {
          type: 'subprocessor.amended',
          caseId: null,
          subscriberId: null,
          facts: { fields: differences.map(({ field }) => field) },
          rows: [
            { table: 'subprocessors', id: subprocessorId },
            { table: 'company_amendments', id },
          ],
        },
      ],
    };
  },
  async save(tx, { id, subprocessorId, facts, differences, reason }, { now, actor }) {
    await tx.update(subprocessors).set(facts).where(eq(subprocessors.id, subprocessorId));
    const amendment = { id, subprocessorId, differences, reason, amendedBy: actor.userId, amendedAt: now };
    await tx.insert(companyAmendments).values(amendment);
  },
  result: ({ id }) => ({ amendmentId: id }),
};

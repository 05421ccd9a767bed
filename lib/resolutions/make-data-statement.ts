import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { objectionProgress } from '#db/schema/objections.ts';
import { dataStatementsMade, resolutions } from '#db/schema/resolutions.ts';
import type { ResolutionOption } from '#db/schema/vocabulary.ts';
import type { VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { refuse } from '#lib/command/refusal.ts';
import { dataStatementInput } from './inputs.ts';
import { lockResolution } from './queries.ts';

type Input = z.infer<typeof dataStatementInput>;

interface Ceased {
  resolutionId: string;
  objectionId: string;
  subscriberId: string;
  noticeId: string;
  option: ResolutionOption;
  replaced: boolean;
  stated: boolean;
}

interface Stated extends Decided {
  statementId: string;
  ceased: Ceased;
  input: Input;
}

/** After a decision to cease: what became of data already there. Nothing was sent, or deletion is confirmed. */
export const makeDataStatement: Command<Input, Ceased, Stated, { statementId: string }, VendorActor> = {
  name: 'make-data-statement',
  input: dataStatementInput,
  lock: (tx, { resolutionId }) => lockResolution(tx, resolutionId),
  async load(tx, { resolutionId }) {
    const [row] = await tx
      .select({
        resolutionId: resolutions.id,
        objectionId: resolutions.objectionId,
        subscriberId: resolutions.subscriberId,
        noticeId: objectionProgress.noticeId,
        option: resolutions.option,
        replaced: sql<boolean>`exists (select from demur.resolutions l where l.objection_id = ${resolutions.objectionId} and l.supersedes = ${resolutions.id})`,
        stated: sql<boolean>`exists (select from demur.data_statements d where d.resolution_id = ${resolutions.id})`,
      })
      .from(resolutions)
      .innerJoin(objectionProgress, eq(objectionProgress.id, resolutions.objectionId))
      .where(eq(resolutions.id, resolutionId));
    return row;
  },
  decide(ceased, input) {
    if (ceased.option !== 'cease')
      return refuse('wrong_status', 'Only a decision to cease is followed by a statement on data already there.');
    if (ceased.stated) return refuse('already_done', 'The statement on the data is already on record.');
    if (ceased.replaced)
      return refuse('wrong_status', 'A later decision has taken the place of this one. Read that one.');
    const statementId = newId();
    const { objectionId, subscriberId, noticeId, resolutionId } = ceased;
    return {
      statementId,
      ceased,
      input,
      events: [
        {
          type: 'data_statement.made',
          caseId: noticeId,
          subscriberId,
          facts: { objection: objectionId, resolution: resolutionId, statement: input.statement },
          rows: [{ table: 'data_statements', id: statementId }],
        },
      ],
    };
  },
  async save(tx, { statementId, ceased: { subscriberId }, input }, { now, actor }) {
    await tx
      .insert(dataStatementsMade)
      .values({ id: statementId, subscriberId, ...input, statedBy: actor.userId, statedAt: now });
  },
  letters: ({ statementId, ceased: { subscriberId, noticeId, resolutionId } }) => [
    {
      kind: 'data_statement',
      subscriberId,
      noticeId,
      about: { resolutions: resolutionId, data_statements: statementId },
    },
  ],
  result: ({ statementId }) => ({ statementId }),
};

import { sql } from 'drizzle-orm';
import { asOwner, transaction } from '#db/transaction.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { answerProposal } from '#lib/resolutions/answer-proposal.ts';
import { completeAction } from '#lib/resolutions/complete-action.ts';
import { disputeAction } from '#lib/resolutions/dispute-action.ts';
import { makeDataStatement } from '#lib/resolutions/make-data-statement.ts';
import { makeProposal } from '#lib/resolutions/make-proposal.ts';
import { resolveObjection } from '#lib/resolutions/resolve-objection.ts';
import { by, done, type World } from '../world.ts';
import type { Cast } from './cast.ts';
import { type ServiceSlug, subscribers } from './parties.ts';
import type { Script } from './script.ts';
import type { ObjectionTold } from './tell-objections.ts';

/** Days are days from today; negative ones are past by now. */
type DecisionTelling = { reasons: string; supersedesTheFormer?: true } & (
  | { option: 'cease'; ceaseOn: number; dataPlan: string }
  | { option: 'corrective_action'; actions: { owner: string; due: number }[] }
  | { option: 'feature_withdrawal'; services: ServiceSlug[]; until?: number }
);

type ProposalTelling = { reasons: string; answerBy: number } & (
  | { option: 'corrective_action'; actions: { answers: number | null; text: string; owner: string; due: number }[] }
  | { option: 'feature_withdrawal'; services: ServiceSlug[]; until?: number }
);

/** What happens when an objection is decided, and after that. */
export function decisionVerbs({ world, services, subscribers: parties }: Cast, script: Script) {
  const withdrawn = ({ services: slugs, until }: { services: ServiceSlug[]; until?: number }) => ({
    serviceIds: slugs.map((slug) => services[slug]),
    withdrawalDuration: until === undefined ? 'permanent' : 'temporary',
    untilDay: until === undefined ? null : script.day(until),
  });
  const fieldsOf = (telling: DecisionTelling, standing: Standing) => {
    switch (telling.option) {
      case 'cease': {
        const { ceaseOn, dataPlan } = telling;
        return { ceaseScope: 'this_subscriber', ceaseOn: script.day(ceaseOn), dataPlan };
      }
      case 'corrective_action':
        return {
          actions: telling.actions.map(({ owner, due }, index) => ({
            requestedActionId: standing.requestedActionIds[index],
            owner,
            dueOn: script.day(due),
          })),
        };
      case 'feature_withdrawal':
        return { withdrawalBasis: 'vendor_ceases', ...withdrawn(telling) };
    }
  };
  const proposed = (telling: ProposalTelling, standing: Standing) =>
    telling.option === 'feature_withdrawal'
      ? withdrawn(telling)
      : {
          actions: telling.actions.map(({ answers, text, owner, due }) => ({
            requestedActionId: answers === null ? null : standing.requestedActionIds[answers - 1],
            ...{ text, owner, dueOn: script.day(due) },
          })),
        };
  const step = (
    daysAgo: number,
    time: string,
    what: string,
    told: ObjectionTold,
    act: (standing: Standing, at: Instant) => Promise<unknown>,
  ) =>
    script.on(daysAgo, time, `${what}, ${subscribers[told.name].name}`, async (at) =>
      act(await standingOf(world, told.filed.value.objectionId), at),
    );
  const vendor = (at: Instant) => by(world, world.adminId, at);
  const signatory = (told: ObjectionTold, at: Instant) => by(world, parties[told.name].signatory, at);

  return {
    decides: (daysAgo: number, time: string, told: ObjectionTold, telling: DecisionTelling) =>
      step(daysAgo, time, `decide by ${telling.option}`, told, (standing, at) =>
        done(resolveObjection, vendor(at), {
          objectionId: told.filed.value.objectionId,
          option: telling.option,
          reasons: telling.reasons,
          supersedes: telling.supersedesTheFormer ? standing.resolutionId : null,
          ...fieldsOf(telling, standing),
        }),
      ),
    proposes: (daysAgo: number, time: string, told: ObjectionTold, telling: ProposalTelling) =>
      step(daysAgo, time, `propose ${telling.option}`, told, (standing, at) =>
        done(makeProposal, vendor(at), {
          objectionId: told.filed.value.objectionId,
          option: telling.option,
          reasons: telling.reasons,
          answerByDay: script.day(telling.answerBy),
          ...proposed(telling, standing),
        }),
      ),
    answersProposal: (daysAgo: number, time: string, told: ObjectionTold, answer: 'accepted' | 'declined') =>
      step(daysAgo, time, `${answer} a proposal`, told, ({ proposalId }, at) =>
        done(answerProposal, signatory(told, at), { proposalId, answer }),
      ),
    /** Actions by their number. */
    completes: (daysAgo: number, time: string, told: ObjectionTold, number: number, evidence: string) =>
      step(daysAgo, time, 'complete an action', told, ({ actionIds }, at) =>
        done(completeAction, vendor(at), { actionId: actionIds[number - 1], evidence }),
      ),
    disputesAction: (daysAgo: number, time: string, told: ObjectionTold, number: number, dispute: string) =>
      step(daysAgo, time, 'dispute that an action is done', told, ({ actionIds }, at) =>
        done(disputeAction, signatory(told, at), { actionId: actionIds[number - 1], dispute }),
      ),
    statesData: (
      daysAgo: number,
      time: string,
      told: ObjectionTold,
      statement: 'nothing_sent' | 'deletion_confirmed',
      detail: string,
    ) =>
      step(daysAgo, time, 'state what became of data', told, ({ resolutionId }, at) =>
        done(makeDataStatement, vendor(at), { resolutionId, statement, detail }),
      ),
  };
}

/** The ids of what now stands on an objection; actions in the order of their numbers. */
interface Standing {
  requestedActionIds: string[];
  proposalId: string | null;
  resolutionId: string | null;
  actionIds: string[];
}

function standingOf({ pool }: World, objectionId: string): Promise<Standing> {
  return transaction(asOwner(pool), async (tx) => {
    const { rows } = await tx.execute<{ standing: Standing }>(sql`
      select jsonb_build_object(
        'requestedActionIds', (select coalesce(jsonb_agg(id order by number), '[]') from demur.requested_actions where objection_id = ${objectionId}),
        'proposalId', (select id from demur.proposals where objection_id = ${objectionId} and answer is null),
        'resolutionId', r.id,
        'actionIds', (select coalesce(jsonb_agg(a.id order by a.number), '[]') from demur.corrective_actions a where a.resolution_id = r.id)) as standing
      from (select) one
      left join demur.resolutions r on r.objection_id = ${objectionId}
        and not exists (select from demur.resolutions l where l.objection_id = r.objection_id and l.supersedes = r.id)`);
    if (!rows[0]) throw new Error('one row is always there');
    return rows[0].standing;
  });
}

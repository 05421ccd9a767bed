import { eq, inArray, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { serviceAuthorisations } from '#db/schema/authorisations.ts';
import { acceptances, changes, notices } from '#db/schema/changes.ts';
import { dpaProfiles, dpaRecords, servicesInUse } from '#db/schema/parties.ts';
import type { Transaction } from '#db/transaction.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { vendorPlace } from '#lib/changes/closes.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { BoundRow, EventDraft } from '#lib/evidence/log.ts';
import {
  type CatchUp,
  catchUp,
  giveNotices,
  lettersOf,
  lockChangesToCome,
  pendingChanges,
  rowsOf,
} from '#lib/notices/catch-up.ts';
import { lockAudience } from '#lib/register/publication.ts';
import { standingOf } from './behind.ts';
import { authoriseInput } from './inputs.ts';
import { type Offered, refuseTakingUp, type Ticked, toAuthorise } from './service.ts';

type Input = z.infer<typeof authoriseInput>;

interface State {
  offered: Offered;
  names: Ticked['names'];
  /** A notice for each change to come, ticked or not. */
  given: CatchUp | undefined;
}

interface Authorised extends Decided {
  use: { id: string; subscriberId: string; serviceId: string; dora: boolean };
  authorisations: { id: string; termsId: string }[];
  given: CatchUp | undefined;
  /** Of the notices given: those of changes that were ticked. */
  accepted: { id: string; noticeId: string }[];
}

/**
 * A signatory takes up a service: it authorises every service-specific sub-processor behind it, under the terms in force,
 * and only then is the service activated. What is to come is put to the subscriber by a notice with a full window each;
 * a change that was ticked has its "no objection" at once, which can be taken back until that window closes.
 */
export const authoriseService: Command<
  Input,
  State,
  Authorised,
  { useId: string; noticeIds: string[] },
  SubscriberActor
> = {
  name: 'authorise-service',
  input: authoriseInput,
  async lock(tx, _input, { subscriberId }) {
    await lockAudience(tx, subscriberId);
    await lockChangesToCome(tx);
    return true;
  },
  async load(tx, input, { now, actor: { subscriberId } }) {
    const { serviceId, dora } = input;
    const shown = [...input.shownTermsIds, ...input.shownChangeIds];
    const standing = await standingOf(tx, subscriberId, { serviceId }, { now, shown });
    if (!standing) return undefined;
    const names = new Map(Object.entries(standing.names));
    const given = standing.hasDpa ? await noticesDue(tx, subscriberId, { serviceId, dora, now }) : undefined;
    const toCome = given ? await titled(tx, given) : [];
    return { offered: { ...standing, toCome }, names, given };
  },
  decide({ offered, names, given }, input, { actor: { subscriberId } }) {
    const refusal = refuseTakingUp(offered, { ...input, names });
    if (refusal) return refusal;
    const { serviceId, dora } = input;
    const use = { id: newId(), subscriberId, serviceId, dora };
    const authorisations = toAuthorise(offered.behind).map(({ termsId }) => ({ id: newId(), termsId }));
    const accepted = (given?.notices ?? [])
      .filter(({ changeId }) => input.changeIds.includes(changeId))
      .map(({ id }) => ({ id: newId(), noticeId: id }));
    return {
      ...{ use, authorisations, given, accepted },
      events: [
        ...(given ? noticeEvents(given, accepted) : []),
        {
          type: 'service.authorised',
          caseId: null,
          subscriberId,
          facts: {
            ...{ serviceId, dora, terms: authorisations.map(({ termsId }) => termsId) },
            ...{ noticesGiven: given?.notices.length ?? 0, changesAccepted: accepted.length },
          },
          rows: [
            { table: 'services_in_use', id: use.id },
            ...authorisations.map(({ id }): BoundRow => ({ table: 'service_authorisations', id })),
            ...(given ? rowsOf(given) : []),
          ],
        },
      ],
    };
  },
  async save(tx, { use, authorisations, given, accepted }, { now, actor: { userId, subscriberId } }) {
    await tx.insert(servicesInUse).values({ ...use, takenUpAt: now, takenUpBy: userId });
    const by = { subscriberId, useId: use.id, authorisedBy: userId, authorisedAt: now };
    if (authorisations.length > 0)
      await tx.insert(serviceAuthorisations).values(authorisations.map((each) => ({ ...each, ...by })));
    if (given) await giveNotices(tx, given, now);
    if (accepted.length === 0) return;
    const said = { subscriberId, acceptedBy: userId, acceptedAt: now };
    await tx.insert(acceptances).values(accepted.map((each) => ({ ...each, ...said })));
    const ids = accepted.map(({ noticeId }) => noticeId);
    await tx.update(notices).set({ answer: 'accepted', answeredAt: now }).where(inArray(notices.id, ids));
  },
  letters({ use, given, accepted }) {
    const { subscriberId } = use;
    const answered = accepted.map(({ noticeId }) => noticeId);
    return [
      { kind: 'service_authorised', subscriberId, noticeId: null, about: { services_in_use: use.id } },
      ...(given ? lettersOf(given) : []).filter(({ noticeId }) => !answered.includes(noticeId ?? '')),
    ];
  },
  result: ({ use, given }) => ({ useId: use.id, noticeIds: given?.notices.map(({ id }) => id) ?? [] }),
};

/** The notices that taking up the service makes due, with their windows; undefined without a vendor to count by. */
async function noticesDue(
  tx: Transaction,
  subscriberId: string,
  { now, ...taking }: { serviceId: string; dora: boolean; now: Instant },
): Promise<CatchUp | undefined> {
  const [dpa] = await tx
    .select({ reference: dpaRecords.reference, profile: dpaProfiles })
    .from(dpaRecords)
    .innerJoin(dpaProfiles, eq(dpaProfiles.id, dpaRecords.profileId))
    .where(sql`${dpaRecords.subscriberId} = ${subscriberId} and ${dpaRecords.endedAt} is null`);
  const place = await vendorPlace(tx);
  if (!dpa || !place) return undefined;
  const pending = await pendingChanges(tx, subscriberId, { now, startsAfter: now, taking, readOnly: true });
  const given = { subscriberId, profile: dpa.profile, dpaReference: dpa.reference };
  return catchUp(pending, { ...given, occasion: 'service_taken_up' }, place, now);
}

function titled(tx: Transaction, given: CatchUp): Promise<Offered['toCome']> {
  const ids = given.notices.map(({ changeId }) => changeId);
  return tx.select({ changeId: changes.id, title: changes.title }).from(changes).where(inArray(changes.id, ids));
}

/** One each, as a signatory's own: given, and, where it was ticked, accepted. */
function noticeEvents(given: CatchUp, accepted: Authorised['accepted']): EventDraft[] {
  const { subscriberId, occasion } = given;
  return given.notices.flatMap(({ id, closesAt }): EventDraft[] => {
    const notice: BoundRow = { table: 'notices', id };
    const acceptance = accepted.find(({ noticeId }) => noticeId === id);
    return [
      { type: 'notice.given', caseId: id, subscriberId, facts: { occasion }, rows: [notice] },
      ...(acceptance
        ? [
            {
              type: 'notice.accepted' as const,
              caseId: id,
              subscriberId,
              facts: { closesAt, occasion },
              rows: [{ table: 'acceptances', id: acceptance.id }, notice],
            },
          ]
        : []),
    ];
  });
}

import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { notices } from '#db/schema/changes.ts';
import { servicesInUse } from '#db/schema/parties.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { lockAudience } from '#lib/register/publication.ts';
import { dropInput } from './inputs.ts';

interface State {
  useId: string;
  /** Unanswered notices that concerned the subscriber through this service and no other that it uses. */
  unconcerned: string[];
}

interface Dropped extends Decided, State {}

/**
 * A subscriber drops a service. Notices about that service that are still open end as `not_concerned`; an objection
 * runs on, and what a window made of silence stands.
 */
export const dropService: Command<z.infer<typeof dropInput>, State, Dropped, { noticesEnded: number }> = {
  name: 'record-party',
  input: dropInput,
  async lock(tx, { subscriberId, serviceId }) {
    await lockAudience(tx, subscriberId);
    // in the house's order: each case's change and notice, then the rows of this command
    const cases = await tx
      .select({ id: notices.id })
      .from(notices)
      .where(
        and(
          eq(notices.subscriberId, subscriberId),
          isNull(notices.answer),
          sql`${serviceId} = any(${notices.serviceIds})`,
        ),
      )
      .orderBy(notices.changeId, notices.id);
    for (const { id } of cases) await tx.execute(sql`select demur.lock_notice(${id})`);
    return true;
  },
  async load(tx, { subscriberId, serviceId }, { now }) {
    const [use] = await tx
      .select({ id: servicesInUse.id })
      .from(servicesInUse)
      .where(
        and(
          eq(servicesInUse.subscriberId, subscriberId),
          eq(servicesInUse.serviceId, serviceId),
          isNull(servicesInUse.droppedAt),
        ),
      );
    if (!use) return undefined;
    const unconcerned = await tx
      .select({ id: notices.id })
      .from(notices)
      .where(
        sql`${notices.subscriberId} = ${subscriberId} and ${notices.answer} is null and ${notices.closesAt} > ${now}
          and ${serviceId} = any(${notices.serviceIds})
          and not exists (select from demur.services_in_use u where u.subscriber_id = ${subscriberId} and u.dropped_at is null
            and u.service_id <> ${serviceId} and u.service_id = any(${notices.serviceIds}))
          and not exists (select from demur.services s where s.core and s.id = any(${notices.serviceIds}))`,
      )
      .orderBy(notices.id);
    return { useId: use.id, unconcerned: unconcerned.map(({ id }) => id) };
  },
  decide({ useId, unconcerned }, { subscriberId, serviceId }) {
    return {
      ...{ useId, unconcerned },
      noticeEvents:
        unconcerned.length > 0 ? [{ type: 'notice.not_concerned', noticeIds: unconcerned, facts: { serviceId } }] : [],
      events: [
        {
          type: 'service.dropped',
          caseId: null,
          subscriberId,
          facts: { serviceId, noticesEnded: unconcerned.length },
          rows: [{ table: 'services_in_use', id: useId }],
        },
      ],
    };
  },
  async save(tx, { useId, unconcerned }, { now }) {
    await tx.update(servicesInUse).set({ droppedAt: now }).where(eq(servicesInUse.id, useId));
    if (unconcerned.length > 0)
      await tx
        .update(notices)
        .set({ answer: 'not_concerned', answeredAt: now })
        .where(inArray(notices.id, unconcerned));
  },
  result: ({ unconcerned }) => ({ noticesEnded: unconcerned.length }),
};

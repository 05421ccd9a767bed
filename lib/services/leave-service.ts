import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { services } from '#db/schema/parties.ts';
import type { SubscriberActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { refuse } from '#lib/command/refusal.ts';
import { type Dropping, droppingUnderLock, lockDropping, saveDropping } from '#lib/parties/dropping.ts';
import { leaveInput } from './inputs.ts';

interface State extends Dropping {
  core: boolean;
}

interface Left extends Decided, Dropping {}

/**
 * A signatory drops a service of its organisation. Its unanswered notices end, objections run on, and the sub-processors
 * behind it have nothing left to be authorised for.
 */
export const leaveService: Command<
  z.infer<typeof leaveInput>,
  State,
  Left,
  { noticesEnded: number },
  SubscriberActor
> = {
  name: 'leave-service',
  input: leaveInput,
  async lock(tx, { serviceId }, { subscriberId }) {
    await lockDropping(tx, { subscriberId, serviceId });
    return true;
  },
  async load(tx, { serviceId }, { now, actor: { subscriberId } }) {
    const dropping = await droppingUnderLock(tx, { subscriberId, serviceId }, now);
    const [service] = await tx.select({ core: services.core }).from(services).where(eq(services.id, serviceId));
    return dropping && service && { ...dropping, core: service.core };
  },
  decide({ useId, unconcerned, core }, { serviceId }, { actor: { subscriberId } }) {
    if (core) return refuse('core_service', 'A core service is part of every subscription, so it can’t be dropped.');
    return {
      ...{ useId, unconcerned },
      events: [
        ...unconcerned.map((noticeId) => ({
          type: 'notice.not_concerned' as const,
          caseId: noticeId,
          subscriberId,
          facts: { serviceId },
          rows: [{ table: 'notices', id: noticeId }],
        })),
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
  save: (tx, left, { now, actor }) => saveDropping(tx, left, actor.userId, now),
  result: ({ unconcerned }) => ({ noticesEnded: unconcerned.length }),
};

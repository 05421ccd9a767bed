import type { z } from 'zod';
import { userOf } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { type Dropping, droppingUnderLock, lockDropping, saveDropping } from './dropping.ts';
import { dropInput } from './inputs.ts';

interface Dropped extends Decided, Dropping {}

/**
 * A subscriber drops a service, as the vendor records it. Notices about that service that are still open end as
 * `not_concerned`; an objection runs on, and what a window made of silence stands.
 */
export const dropService: Command<z.infer<typeof dropInput>, Dropping, Dropped, { noticesEnded: number }> = {
  name: 'record-party',
  input: dropInput,
  async lock(tx, use) {
    await lockDropping(tx, use);
    return true;
  },
  load: (tx, use, { now }) => droppingUnderLock(tx, use, now),
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
  save: (tx, dropped, { now, actor }) => saveDropping(tx, dropped, userOf(actor), now),
  result: ({ unconcerned }) => ({ noticesEnded: unconcerned.length }),
};

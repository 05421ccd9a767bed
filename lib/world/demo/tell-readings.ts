import { reading } from '../answer.ts';
import type { PublishedChange } from '../change.ts';
import type { Cast } from './cast.ts';
import { type SubscriberName, subscribers } from './parties.ts';
import type { Later, Script } from './script.ts';

/** Who of a subscriber acts. */
export type Who = 'signatory' | 'contact';

/** A change of the story, once it is published. */
export type ChangeTold = Later<PublishedChange>;

const MINUTES_TO_READ = 6;

/** Who has a notice on screen, and when. */
export function readingVerbs({ world, subscribers: parties }: Cast, script: Script) {
  const reads = (daysAgo: number, time: string, told: ChangeTold, name: SubscriberName, person: Who = 'contact') =>
    script.on(daysAgo, time, `${subscribers[name].name} reads a notice`, (at) => {
      const noticeId = told.value.noticeOf(parties[name]);
      return reading(world, { at, noticeId, userId: parties[name][person] });
    });
  return {
    reads,
    /** Nobody answers a notice without having it on screen; only the first reading of each person is recorded. */
    beforeActing: (daysAgo: number, time: string, told: ChangeTold, name: SubscriberName, person: Who) => {
      const shown = Temporal.PlainTime.from(time).subtract({ minutes: MINUTES_TO_READ });
      reads(daysAgo, shown.toString({ smallestUnit: 'minute' }), told, name, person);
    },
  };
}

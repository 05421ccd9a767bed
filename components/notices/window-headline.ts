import type { Outcome } from '#db/schema/vocabulary.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn, dayInWords } from '#lib/deadlines/speak.ts';

/** A notice that ended before its window could close. */
export const ENDED_EARLY: ReadonlySet<Outcome> = new Set(['superseded', 'change_withdrawn', 'not_concerned']);

/** What stands in place of "9 days left" once there is an answer, or none is needed; undefined: the days left. */
export function windowHeadline(
  { outcome, answeredAt }: { outcome: Outcome; answeredAt: Instant | null },
  zone: string,
  carried = false,
): string | undefined {
  const on = answeredAt ? ` on ${dayInWords(civilDayIn(answeredAt, zone))}` : '';
  switch (outcome) {
    case 'objected':
      return carried ? 'Your objection stands on' : `You objected${on}`;
    case 'accepted':
      return `No objection${on}`;
    case 'superseded':
    case 'change_withdrawn':
    case 'not_concerned':
      return 'No answer needed';
    default:
      return undefined;
  }
}

import { expect } from 'vitest';
import { reasons } from '#lib/authorisations/authorisation.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { PublishedChange } from '#lib/world/change.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import type { TestDatabase } from './template.ts';

/** One answer of `demur.authorisations`, as `state:reason`, with what it is about. */
export interface Answer {
  answer: string;
  warning: boolean;
  terms: string;
  subprocessor: string;
  change: string | null;
  services: string[];
}

type Whose = Pick<Subscriber, 'subscriberId'>;

/** Asks under which terms a subscriber's data may be processed, at an instant; now unless given. */
export function answers(database: () => TestDatabase) {
  async function all({ subscriberId }: Whose, at: Instant | null = null): Promise<Answer[]> {
    const { rows } = await database().superuser.query<Answer>(
      `SELECT a.state || ':' || a.reason AS answer, a.warning_only AS warning, a.terms_id AS terms, a.subprocessor_id AS subprocessor,
         a.change_id AS change, a.service_ids AS services
       FROM demur.authorisations($1, coalesce($2::timestamptz, now())) a ORDER BY 1`,
      [subscriberId, at],
    );
    const known = Object.entries(reasons).map(([reason, state]) => `${state}:${reason}`);
    for (const { answer } of rows) expect(known).toContain(answer);
    return rows;
  }
  return {
    all,
    /** On the new terms of one change. */
    async onNew(subscriber: Whose, { changeId }: PublishedChange, at: Instant | null = null): Promise<string[]> {
      const rows = await all(subscriber, at);
      return rows.filter(({ change }) => change === changeId).map(({ answer }) => answer);
    },
    /** On a company, whatever its terms came by. */
    async onCompany(
      subscriber: Whose,
      { subprocessorId }: PublishedChange,
      at: Instant | null = null,
    ): Promise<string[]> {
      const rows = await all(subscriber, at);
      return rows.filter(({ subprocessor }) => subprocessor === subprocessorId).map(({ answer }) => answer);
    },
  };
}

/** The case of a subscriber, in the hands of its signatory. */
export const signatoryOf = (change: PublishedChange, subscriber: Subscriber) => ({
  noticeId: change.noticeOf(subscriber),
  userId: subscriber.signatoryId,
});

import type { Outcome } from '#lib/command/refusal.ts';
import type { TestDatabase } from './template.ts';

/** What stands on record of a case, looked at past every policy. */
export function record(database: () => TestDatabase) {
  async function rows<T>(query: string, ...values: unknown[]): Promise<T[]> {
    return (await database().superuser.query(query, values)).rows as T[];
  }
  return {
    rows,
    /** The types of its events, the earliest first. */
    async eventsOf(noticeId: string): Promise<string[]> {
      const found = await rows<{ type: string }>(
        'SELECT type FROM demur.events WHERE case_id = $1 ORDER BY position',
        noticeId,
      );
      return found.map(({ type }) => type);
    },
    /** The kinds of the letters owed on it, the earliest first. */
    async lettersOf(noticeId: string): Promise<string[]> {
      const found = await rows<{ kind: string }>(
        'SELECT kind FROM demur.letters WHERE notice_id = $1 ORDER BY id',
        noticeId,
      );
      return found.map(({ kind }) => kind);
    },
    async statusOf(objectionId: string): Promise<string | undefined> {
      const [row] = await rows<{ status: string }>(
        'SELECT status FROM demur.objection_progress WHERE id = $1',
        objectionId,
      );
      return row?.status;
    },
    async answerOf(noticeId: string): Promise<string | null | undefined> {
      const [row] = await rows<{ answer: string | null }>('SELECT answer FROM demur.notices WHERE id = $1', noticeId);
      return row?.answer;
    },
    /** What `demur.authorisations` says of the new terms of a change, as `state:reason`. */
    async authorisationOf(subscriberId: string, changeId: string, at: string | null = null): Promise<string[]> {
      const found = await rows<{ answer: string }>(
        `SELECT state || ':' || reason AS answer FROM demur.authorisations($1, coalesce($3::timestamptz, now())) WHERE change_id = $2 ORDER BY 1`,
        subscriberId,
        changeId,
        at,
      );
      return found.map(({ answer }) => answer);
    },
  };
}

/** "ok", or the refusal's code and the fields that it names. */
export function code(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'ok' : [outcome.code, ...Object.keys(outcome.fields ?? {})].join(' ');
}

/** Of several at once, in the order of the alphabet. */
export const codes = (outcomes: Outcome<unknown>[]): string[] => outcomes.map(code).sort();

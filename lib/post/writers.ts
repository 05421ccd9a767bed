import type { LetterKind } from '#db/schema/vocabulary.ts';
import type { Writer } from './writer.ts';
import { writersOfCases } from './writers-of-cases.ts';

/** Says only that there is something to read, until the letters on changes have their words. */
const bare = (subject: string): Writer<string> => ({
  facts: async (_tx, owed) => new Map(owed.map(({ id }) => [id, subject])),
  write: (said) => ({ subject: said, blocks: [{ is: 'paragraph', text: `${said}. Sign in to read it.` }] }),
});

/** Who writes which letters. */
export const writers: Record<LetterKind, Writer<unknown>> = {
  notice: bare('Notice of a change'),
  reminder: bare('A window closes soon'),
  change_withdrawn: bare('A change is withdrawn'),
  superseded: bare('A change is corrected'),
  carried_over: bare('An objection is carried over'),
  window_extended: bare('A window is extended'),
  service_authorised: bare('A service is authorised'),
  follow_confirmation: bare('Confirm that you want to follow the register'),
  register_published: bare('A version of the register is published'),
  response_overdue: bare('A response is overdue'),
  weekly_digest: bare('The week'),
  ...writersOfCases,
};

/** What has just been done, as the address of the page says it. */
export const DONE = {
  review: 'The review has begun. The subscriber sees that it is under review.',
  resumed: 'It is back under review, and our own target goes on.',
  admitted: 'Admitted. The subscriber is written to, and the new terms are on hold from now on.',
  resolved: 'Resolved. The subscriber is written to now, with this decision and your reasons.',
  proposed: 'The proposal is with the subscriber. Accepted, it becomes the decision at once.',
  completed: 'Recorded as done, with its evidence. The subscriber is written to.',
  stated: 'The statement is on record, and the subscriber is written to.',
  recorded: 'The objection is on record. The subscriber gets a receipt at once, and may dispute the instant.',
} as const;
export type Done = keyof typeof DONE;

export function doneInWords(word: string | undefined): string | null {
  return word !== undefined && Object.hasOwn(DONE, word) ? DONE[word as Done] : null;
}

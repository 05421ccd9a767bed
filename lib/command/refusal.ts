/** The words for every expected "no". The sentence says what to do; the code is for machines and tests. */
export const refusalCodes = [
  'not_found',
  'not_signed_in',
  'forbidden',
  'invalid_input',
  'no_executed_dpa',
  'window_closed',
  'window_open',
  'not_open',
  'already_answered',
  'already_objected',
  'already_resolved',
  'already_done',
  'change_withdrawn',
  'change_superseded',
  'not_awaiting',
  'wrong_status',
  'nothing_requested',
  'counter_proposal_needed',
  'agreement_needed',
  'core_service',
  'authorisation_missing',
  'register_moved',
  'removal_needed',
  'only_later',
  'start_before_close',
  'live_change',
  'stale_draft',
  'empty_draft',
  'approval_needed',
  'own_draft',
  'mechanism_missing',
  'reaches_nobody',
  'too_large',
  'too_many_files',
  'file_type',
  'file_incomplete',
  'busy',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  ok: false;
  code: RefusalCode;
  /** For the person: what stands in the way and what to do. */
  sentence: string;
  /** Facts beside it: a limit, an instant, who was first. */
  facts?: Record<string, string | number | boolean | null>;
  /** Field path (as in the form) to what is wrong with it. */
  fields?: Record<string, string>;
}

export interface Accepted<T> {
  ok: true;
  value: T;
}

export type Outcome<T> = Accepted<T> | Refusal;

export function refuse(code: RefusalCode, sentence: string, more: Pick<Refusal, 'facts' | 'fields'> = {}): Refusal {
  return { ok: false, code, sentence, ...more };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false && 'code' in value;
}

/**
 * What came of a command that nobody but us asked for: there is nobody to tell a refusal.
 * @throws {Error} when it was refused: a defect
 */
export function carriedOut<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(`${outcome.code}: ${outcome.sentence}`);
}

/** The same words for someone else's record and for none at all, so that an id tells nothing. */
export const notFound = (): Refusal => refuse('not_found', 'There is no such record, or it is not yours to see.');

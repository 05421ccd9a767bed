import type { FormState } from '#components/ui/form-state.ts';
import type { ChangeShown } from '#lib/changes/change-shown.ts';
import type { Refusal } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { Filed, LetterNames } from '#lib/objections/letter.ts';
import type { Attached } from './upload.ts';

/** What stands around the form, as the server read it. */
export interface FormShown {
  noticeId: string;
  now: Instant;
  closesAt: Instant;
  change: Pick<ChangeShown, 'title'>;
  /** What the letter says that nobody types. */
  frozen: Pick<Filed, 'subscriberId' | 'noticeReference' | 'changeTitle' | 'dpaReference' | 'objectionClause'>;
  names: Omit<LetterNames, 'serviceNames'>;
  files: readonly Attached[];
  services: readonly { id: string; name: string }[];
  dataCategories: readonly string[];
  /** Who may file, for somebody who only prepares. */
  signatories: readonly string[];
}

/** What may be attached, as the server checks it. */
export interface FileRules {
  limit: number;
  most: number;
  accept: string;
  accepted: string;
}

/** What the form's action gives back. */
export interface ObjectionState extends FormState {
  /** The letter may be read once more and filed; with the server's clock and the close as they are now. */
  review: { now: Instant; closesAt: Instant } | null;
  /** When the draft was last saved by the action. */
  savedAt: Instant | null;
}

export type ObjectionAction = (before: ObjectionState | null, form: FormData) => Promise<ObjectionState>;

/** Whether what came back means that the session is over. */
export const isSignedOut = (refusal: Refusal | null | undefined): boolean => refusal?.code === 'not_signed_in';

import type { FormState } from '#components/ui/form-state.ts';
import type { ResolutionOption } from '#db/schema/vocabulary.ts';

/** Beside what was typed: whether it is being written or looked over, and what would follow from it. */
export interface DecisionState extends FormState {
  step: 'edit' | 'review';
  /** It needs the subscriber's word first: what is sent is a proposal. */
  proposes: boolean;
  consequences: readonly string[];
}

export type DecisionAction = (before: DecisionState | null, form: FormData) => Promise<DecisionState>;

export type Requested = { id: string; number: number; text: string };
export type ServiceShown = { id: string; name: string; core: boolean };

export type ResolveFormProps = {
  action: DecisionAction;
  objectionId: string;
  reference: string;
  subscriberName: string;
  subprocessorName: string;
  cards: readonly { option: ResolutionOption; label: string; meaning: string; unavailable: string | null }[];
  requestedActions: readonly Requested[];
  services: readonly ServiceShown[];
  concernedIds: readonly string[];
  /** The standing decision that this one replaces; then it stands folded under that decision. */
  supersedes: string | null;
  /** Where measures of the vendor's own are put together; null where none can be proposed. */
  proposeHref: string | null;
  /** Grounds that nobody has assessed yet: said, and no obstacle. */
  unassessed: number;
  /** Today in the vendor's zone: the earliest day of most fields. */
  today: string;
  /** There is nothing to decide now; the form is then not there. */
  closed: boolean;
};

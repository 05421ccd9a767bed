import type {
  Answer,
  AuthorisationMode,
  AuthorisationState,
  MessageKind,
  ObjectionStatus,
  Occasion,
  Outcome,
  Side,
} from '#db/schema/vocabulary.ts';
import type { ChangeShown, Concern } from '#lib/changes/change-shown.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** A notice as its subscriber sees it: what is written down, and the outcome at the reader's instant. */
export interface Notice {
  id: string;
  reference: string;
  occasion: Occasion;
  dora: boolean;
  /** The new terms may start while the window is open. */
  urgent: boolean;
  dpaReference: string;
  givenAt: Instant;
  closesAt: Instant;
  answer: Answer | null;
  answeredAt: Instant | null;
  outcome: Outcome;
  /** From when it counts as shown: by a reading, or by a letter that was handed over. */
  shownAt: Instant | null;
  unprovenSince: Instant | null;
  earlyStartAt: Instant | null;
}

/** The window's working, and what of the DPA its reader needs to know. Clauses as the DPA calls them. */
export interface Window {
  working: Working;
  objectionClause: string;
  terminationClause: string | null;
  emergencyClause: string | null;
  authorisation: AuthorisationMode;
  standstill: boolean;
}

export interface Extension {
  fromClosesAt: Instant;
  toClosesAt: Instant;
  reason: string;
  extendedAt: Instant;
}

export interface Acceptance {
  acceptedAt: Instant;
  by: string | null;
  takenBackAt: Instant | null;
}

/** Something that one side said to the other. */
export interface Said {
  id: string;
  side: Side;
  kind: MessageKind;
  body: string;
  authorName: string;
  sentAt: Instant;
}

/** An objection to the notice, late or not, retracted or not. */
export interface ObjectionBrief {
  id: string;
  reference: string;
  status: ObjectionStatus;
  late: boolean;
  receivedAt: Instant;
  /** The reference under which it was filed, to the notice that this one corrects. */
  carriedFrom: string | null;
}

export interface AuthorisationShown {
  ofNewTerms: boolean;
  state: AuthorisationState;
  reason: string;
  warningOnly: boolean;
}

/** A notice with everything on it. */
export interface Case {
  now: Instant;
  notice: Notice;
  change: ChangeShown;
  concern: Concern;
  window: Window;
  extensions: readonly Extension[];
  acceptances: readonly Acceptance[];
  objections: readonly ObjectionBrief[];
  draft: { updatedAt: Instant; by: string | null } | null;
  supersededBy: string | null;
  authorisations: readonly AuthorisationShown[];
}

import type { AppliesBecause, ChangeKind } from '#db/schema/vocabulary.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import type { Company, Terms } from '#lib/register/register.ts';

/** Terms as a reader sees them: the services by their names. */
export type TermsShown = Omit<Terms, 'services'> & { services: string[] };

/** One side of a change: who, and under which terms. */
export interface Party {
  company: Company;
  terms: TermsShown;
}

/** A published change, with all that its reader is told about it. */
export interface ChangeShown {
  id: string;
  kind: ChangeKind;
  title: string;
  /** The vendor's reason, in its own words. */
  reason: string;
  /** Why a replacement can't wait for the windows to close; null for every other change. */
  urgentReason: string | null;
  /** The sub-processor that the change is about. For a replacement: the new one. */
  company: Company;
  /** What stands today: null for an addition. For a replacement: the one that is replaced. */
  from: Party | null;
  /** What would stand: null for a removal. */
  to: TermsShown | null;
  plannedStartOn: CivilDate;
  plannedStartAt: Instant;
  version: number;
  publishedAt: Instant;
  withdrawnAt: Instant | null;
  withdrawalReason: string | null;
}

/** Why a change concerns one subscriber. */
export interface Concern {
  because: AppliesBecause;
  /** Names of the services in use that make it apply; empty for infrastructure. */
  services: readonly string[];
}

import type {
  ceaseScopes,
  dataStatements,
  proposalAnswers,
  ResolutionOption,
  withdrawalBases,
  withdrawalDurations,
} from '#db/schema/vocabulary.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';

type OneOf<T extends readonly string[]> = T[number];

/** A corrective action that the vendor undertook, and whether it is done. */
export interface ActionShown {
  id: string;
  number: number;
  text: string;
  owner: string;
  dueOn: CivilDate;
  completion: { evidence: string; completedAt: Instant; disputedAt: Instant | null; dispute: string | null } | null;
}

/** A decision on an objection. */
export interface DecisionShown {
  id: string;
  option: ResolutionOption;
  reasons: string;
  resolvedAt: Instant;
  stands: boolean;
  proposalId: string | null;
  ceaseScope: OneOf<typeof ceaseScopes> | null;
  ceaseOn: CivilDate | null;
  dataPlan: string | null;
  services: readonly string[];
  withdrawalBasis: OneOf<typeof withdrawalBases> | null;
  withdrawalDuration: OneOf<typeof withdrawalDurations> | null;
  untilDay: CivilDate | null;
  coreConditions: string | null;
  actions: readonly ActionShown[];
  dataStatement: { statement: OneOf<typeof dataStatements>; detail: string; statedAt: Instant } | null;
}

/** What the vendor offered and the subscriber must accept first. */
export interface ProposalShown {
  id: string;
  option: Exclude<ResolutionOption, 'cease'>;
  actions: readonly { text: string; owner: string; dueOn: CivilDate }[];
  services: readonly string[];
  duration: OneOf<typeof withdrawalDurations> | null;
  untilDay: CivilDate | null;
  coreConditions: string | null;
  reasons: string;
  answerByDay: CivilDate;
  answerBy: Instant;
  proposedAt: Instant;
  answer: OneOf<typeof proposalAnswers> | null;
  answeredAt: Instant | null;
}

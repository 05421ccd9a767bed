import type { Instant } from '#lib/deadlines/instant.ts';
import type { Company, CompanyFact, FactDifference } from './register.ts';

/** A correction of what the register says of a company. */
export interface Amendment {
  at: Instant;
  differences: FactDifference[];
}

/**
 * A company as it stood before some corrections, each taken back.
 * @param amendments the latest first
 */
export function companyBefore(company: Company, amendments: readonly Amendment[]): Company {
  const taken = amendments.flatMap(({ differences }) =>
    differences.map(({ field, before }) => [field, before] as const),
  );
  const facts: Partial<Record<CompanyFact, string | null>> = Object.fromEntries(taken);
  const { tier, ...texts } = facts;
  return { ...company, ...texts, ...(tier ? { tier: Number(tier) } : {}) } as Company;
}

import type { Transaction } from '#db/transaction.ts';
import { type Standing as Placing, standingOf } from '#lib/changes/standing.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { KnownEntry, Standing } from './import.ts';

/** The register that a file is compared with. */
export interface StandingRegister extends Standing {
  /** The number of the latest policy version; 0 before the first. */
  latest: number;
  /** By slug. */
  serviceIds: ReadonlyMap<string, string>;
  serviceNames: ReadonlyMap<string, string>;
  coreSlugs: readonly string[];
}

/**
 * The register in force with every company known, in one statement.
 * @param at the instant of a command; null: the clock's
 */
export async function standingRegister(tx: Transaction, at: Instant | null): Promise<StandingRegister> {
  return registerIn(await standingOf(tx, null, at));
}

function registerIn({ latest, companies, entries, services, serviceNames, coreServiceIds }: Placing): StandingRegister {
  const inForce = new Map(entries.map(({ subprocessorId, terms }) => [subprocessorId, terms]));
  const slugs = [...services.entries()];
  return {
    latest,
    known: companies.map(({ subprocessorId, company }): KnownEntry => {
      return { subprocessorId, company, terms: inForce.get(subprocessorId) ?? null };
    }),
    services: new Set(services.values()),
    serviceIds: new Map(slugs.map(([id, slug]) => [slug, id])),
    serviceNames: new Map(slugs.map(([id, slug]) => [slug, serviceNames.get(id) ?? slug])),
    coreSlugs: coreServiceIds.flatMap((id) => services.get(id) ?? []),
  };
}

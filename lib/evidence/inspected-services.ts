import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '#db/transaction.ts';
import type { EventContent } from './verified-event.ts';
import { type Difference, difference } from './verify.ts';

/** Which services terms serve, by the entry that published them. */
export type ServedByTerms = Map<string, { position: number; serviceIds: Set<string> }>;

const served = z.array(z.object({ termsId: z.string(), serviceId: z.string() }));

/** Notes what an entry says of the services that its terms serve. Those of an early log do not say it. */
export function noteServed(noted: ServedByTerms, { facts, rows }: EventContent, position: number): void {
  const said = served.safeParse(facts.served);
  if (!said.success) return;
  for (const { table, id } of rows) if (table === 'terms') noted.set(id, { position, serviceIds: new Set() });
  for (const { termsId, serviceId } of said.data) noted.get(termsId)?.serviceIds.add(serviceId);
}

/**
 * Compares which services terms serve with what the log says of it. A row of that table has no id of its own, and what it
 * adds or takes away decides whom a sub-processor may serve.
 */
export async function inspectServed(tx: Transaction, noted: ServedByTerms): Promise<Difference | null> {
  const { rows } = await tx.execute<{ terms: string; service: string }>(
    sql`select terms_id as terms, service_id as service from demur.terms_services order by 1, 2`,
  );
  const table = 'terms_services';
  for (const { terms, service } of rows) {
    const known = noted.get(terms);
    if (known && !known.serviceIds.delete(service))
      return difference('row_unrecorded', { table, row: `${terms} ${service}` });
  }
  for (const [terms, { position, serviceIds }] of noted)
    for (const service of serviceIds) return difference('row_missing', { position, table, row: `${terms} ${service}` });
  return null;
}

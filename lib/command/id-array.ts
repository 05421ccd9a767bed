import { type SQL, sql } from 'drizzle-orm';

/** Ids as one parameter of a statement, whatever their number: a list of parameters ends at 65,535. */
export const idArray = (ids: readonly string[]): SQL => sql`${`{${ids.join(',')}}`}::uuid[]`;

import { sql } from 'drizzle-orm';

/** `allowsUrgency` of urgent.ts over a profile `p` and those reached `a`, for many at once. */
export const startsUrgently = sql`(p.emergency_clause is not null and not p.incorporates_scc and not a.dora)`;

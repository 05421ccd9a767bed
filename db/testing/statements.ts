import type pg from 'pg';
import type { Opening } from '#db/transaction.ts';

/** The same opening, and how many statements were sent through it besides the COMMITs; the opening message is one. */
export function counted(opening: Opening): { opening: Opening; statements(): number } {
  let sent = 0;
  const pool = Object.create(opening.pool, {
    connect: {
      value: async () => {
        const client = await opening.pool.connect();
        return new Proxy(client, {
          get(target, property) {
            const value = Reflect.get(target, property, target);
            if (typeof value !== 'function') return value;
            return (...given: unknown[]) => {
              if (property === 'query' && given[0] !== 'COMMIT') sent += 1;
              return value.apply(target, given);
            };
          },
        });
      },
    },
  }) as pg.Pool;
  return { opening: { ...opening, pool }, statements: () => sent };
}

// SQL that gives JSON in the form of an export: members by name, instants in UTC with microseconds, bytes in hex. Put
// together of constants only; what a reader gives is always a parameter.

/** `jsonb_build_object`, which takes no more than 100 arguments, from member to SQL. */
export function object(members: Record<string, string>): string {
  return `jsonb_build_object(${Object.entries(members)
    .map(([name, value]) => `'${name}', ${value}`)
    .join(', ')})`;
}

export const list = (row: string, order: string, from: string) =>
  `(select coalesce(jsonb_agg(${row} order by ${order}), '[]') from ${from})`;
export const only = (row: string, from: string) => `(select ${row} from ${from})`;
export const at = (column: string) => `demur.iso(${column})`;
export const hex = (column: string) => `encode(${column}, 'hex')`;

/** A user by name, where the reader's policies let it see one. */
export const person = (column: string, side: 'subscriber' | 'vendor') =>
  object({ name: `(select u.name from demur.users u where u.id = ${column})`, side: `'${side}'` });
export const maybe = (column: string, side: 'subscriber' | 'vendor') =>
  `case when ${column} is not null then ${person(column, side)} end`;

export const servicesIn = (ids: string) =>
  list(
    object({ id: 'x.id', name: 'x.name', core: 'x.core' }),
    'x.name, x.id',
    `demur.services x where x.id = any (${ids})`,
  );

/** A name as it stands in an address: lower-case ASCII letters, digits and hyphens. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return plain || 'unnamed';
}

/** Words that a page beside the register's entries has in its address, at the desk or for everybody. */
const doors = ['import', 'versions'];

/** Whether the register has a page of its own at this word, so that no entry can stand there. */
export function isDoor(slug: string): boolean {
  return doors.includes(slug);
}

/** The first of `name`, `name-2`, `name-3` … that is not taken. */
export function freeSlug(name: string, taken: readonly string[]): string {
  const slug = slugOf(name);
  let free = slug;
  for (let number = 2; taken.includes(free) || isDoor(free); number += 1) free = `${slug}-${number}`;
  return free;
}

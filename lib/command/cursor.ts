import { type Instant, isInstant } from '#lib/deadlines/instant.ts';

/**
 * A place in a list: after the row with this instant and id. It carries the instant as of which the list was first read,
 * so that rows don't jump from one list to another when a window closes between two pages.
 */
export interface Cursor {
  asOf: Instant;
  at: Instant;
  id: string;
}

/** Rows of a page. */
export const PAGE = 20;

/** As it stands in an address. */
export function writeCursor({ asOf, at, id }: Cursor): string {
  return [asOf, at, id].join('_');
}

/** Undefined for what is no cursor, or several of one name: the list then begins at its beginning. */
export function readCursor(written: string | string[] | undefined): Cursor | undefined {
  const [asOf = '', at = '', id = ''] = typeof written === 'string' ? written.split('_') : [];
  if (!isInstant(asOf) || !isInstant(at)) return undefined;
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? { asOf, at, id } : undefined;
}

/** A page of rows, of which one more was asked for: `next` leads on where there is one. */
export function pageOf<R>(rows: R[], asOf: Instant, place: (row: R) => { at: Instant; id: string }) {
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > PAGE && last ? writeCursor({ asOf, ...place(last) }) : null };
}

import type { Key, ReactNode } from 'react';

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The column that names the row: a row header, and the title of the card on a phone. */
  names?: boolean;
  align?: 'start' | 'end';
  /** Takes only the room it needs. */
  tight?: boolean;
  /** Its share of the width, as a class: so that tables under one another line up. */
  share?: 'w-1/5' | 'w-1/4' | 'w-1/3' | 'w-2/5';
};

export type DataTableProps<Row> = {
  /** Says what the table holds; read first by a screen reader. */
  caption: string;
  captionShown?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => Key;
  /** What stands here when there are no rows: an EmptyState. */
  empty?: ReactNode;
};

// `display: block` takes a table's meaning away in some browsers; the roles give it back. They come
// as an object since a linter sees only that they repeat the element.
const ROLE = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  columnHeader: { role: 'columnheader' },
  rowHeader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/** Rows and columns where there is room; below 640 px every row becomes a card with its labels beside the values. */
export function DataTable<Row>({ caption, captionShown, columns, rows, rowKey, empty }: DataTableProps<Row>) {
  if (rows.length === 0 && empty) return empty;
  return (
    <table {...ROLE.table} className="block w-full border-collapse text-left sm:table">
      <caption className={captionShown ? 'block pb-2 text-left text-ink-2 text-sm sm:table-caption' : 'sr-only'}>
        {caption}
      </caption>
      <thead {...ROLE.group} className="max-sm:sr-only">
        <tr {...ROLE.row}>
          {columns.map(({ key, header, align, tight, share = '' }) => (
            <th
              key={key}
              {...ROLE.columnHeader}
              scope="col"
              className={`border-rule border-b py-2 pr-4 align-bottom font-medium text-ink-2 text-xs last:pr-0 ${align === 'end' ? 'text-right' : ''} ${tight ? 'w-px whitespace-nowrap' : share}`}
            >
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLE.group} className="grid gap-3 sm:table-row-group">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            {...ROLE.row}
            className="grid gap-1.5 rounded-lg border border-rule bg-sheet px-4 py-3.5 sm:table-row sm:border-0 sm:bg-transparent"
          >
            {columns.map(({ key, header, cell, names, align, tight }) => {
              const place = `sm:border-rule-2 sm:border-b sm:py-3 sm:pr-4 sm:align-baseline sm:last:pr-0 ${align === 'end' ? 'sm:text-right sm:tabular-nums' : ''} ${tight ? 'sm:w-px sm:whitespace-nowrap' : ''}`;
              return names ? (
                <th key={key} {...ROLE.rowHeader} scope="row" className={`text-left font-semibold ${place}`}>
                  {cell(row)}
                </th>
              ) : (
                <td
                  key={key}
                  {...ROLE.cell}
                  className={`max-sm:grid max-sm:grid-cols-[7.5rem_1fr] max-sm:gap-3 ${place}`}
                >
                  <span aria-hidden className="text-ink-2 text-sm sm:hidden">
                    {header}
                  </span>
                  <span className="block min-w-0">{cell(row)}</span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

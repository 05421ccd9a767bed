/**
 * What a spreadsheet would take for a formula: a cell that begins with `=`, `+`, `-`, `@`, a tab or a line
 * break, the signs also in full width, behind apostrophes or not. The apostrophes count, so that undoing is exact for a text that had some of its own.
 * PostgreSQL reads this pattern as JavaScript does.
 */
const FORMULA = "^'*[-=+@\\t\\r\\n＝＋－＠]";

const formula = new RegExp(FORMULA);
const neutralisedFormula = new RegExp(FORMULA.replace('*', '+'));

/** The cell as text for a spreadsheet: one apostrophe leads what would be a formula. `-5` and `+34 600` are led too. */
export const neutralised = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** The text of a cell that was neutralised; every other cell as it is. */
export const restored = (cell: string): string => (neutralisedFormula.test(cell) ? cell.slice(1) : cell);

/** The same as `neutralised`, of a column in a statement that the database answers with CSV. */
export const neutralisedInSql = (column: string): string =>
  `case when ${column} ~ '${FORMULA.replaceAll("'", "''")}' then '''' || ${column} else ${column} end`;

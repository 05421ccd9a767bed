import type { Refusal } from '#lib/command/refusal.ts';
import type { FieldProblem } from './error-summary.tsx';

/** Everything that was typed into a form, by the names of its controls; a name that stands there twice has two values. */
export type Typed = Readonly<Record<string, readonly string[]>>;

/** What an action gives back to its form: what stood in the way, if anything did, and all that was typed. */
export interface FormState {
  refusal: Refusal | null;
  typed: Typed;
}

/** What a form sent, without files and without React's own entries. */
export function typedIn(form: FormData): Typed {
  // a map, since a name may be one that every object has: `constructor`
  const typed = new Map<string, string[]>();
  for (const [name, value] of form.entries()) {
    if (typeof value !== 'string' || name.startsWith('$ACTION')) continue;
    const before = typed.get(name);
    if (before) before.push(value);
    else typed.set(name, [value]);
  }
  return Object.fromEntries(typed);
}

/** The one value of a control; undefined where it was not sent. */
export function entry(typed: Typed, name: string): string | undefined {
  return typed[name]?.[0];
}

/**
 * Rows of a form whose controls are named `actions.0.owner`, `actions.1.owner` …, in the order of their numbers, which
 * may have gaps where a row was taken out.
 */
export function rowsIn<Field extends string>(
  typed: Typed,
  list: string,
  fields: readonly Field[],
): Record<Field, string>[] {
  return rowNumbers(typed, list).map(
    (number) =>
      Object.fromEntries(fields.map((field) => [field, entry(typed, `${list}.${number}.${field}`) ?? ''])) as Record<
        Field,
        string
      >,
  );
}

/** The numbers of the rows of a list, lowest first. */
export function rowNumbers(typed: Typed, list: string): number[] {
  const start = `${list}.`;
  const numbers = Object.keys(typed).flatMap((name) => {
    const number = name.startsWith(start) ? name.slice(start.length).split('.')[0] : undefined;
    return number !== undefined && /^\d{1,4}$/.test(number) ? [Number(number)] : [];
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** What is wrong with one field, in words. */
export function errorOf(state: FormState | null, field: string): string | undefined {
  return state?.refusal?.fields?.[field];
}

/** What a field shows: as it was typed, or `otherwise` where nothing has been sent yet. */
export function shown(state: FormState | null, field: string, otherwise = ''): string {
  return state ? (entry(state.typed, field) ?? '') : otherwise;
}

/** The refusal line by line for an ErrorSummary, each line with the id of its control. */
export function problemsOf(
  state: FormState | null,
  idOf: (field: string) => string = (field) => field,
): FieldProblem[] {
  if (!state?.refusal) return [];
  const { fields, sentence } = state.refusal;
  const lines = Object.entries(fields ?? {}).map(([field, message]) => ({ field: idOf(field), message }));
  return lines.length > 0 ? lines : [{ message: sentence }];
}

/** What is wrong with a list or with any of its entries. */
export function errorWithin(state: FormState | null, list: string): string | undefined {
  const fields = Object.entries(state?.refusal?.fields ?? {});
  return fields.find(([field]) => field === list || field.startsWith(`${list}.`))?.[1];
}

import type { Writers } from './write-letters.ts';
import { writersOfCases } from './writers-of-cases.ts';
import { writersOfChanges } from './writers-of-changes.ts';

/** Each kind of letter has its writer. */
export const writers: Writers = { ...writersOfChanges, ...writersOfCases };

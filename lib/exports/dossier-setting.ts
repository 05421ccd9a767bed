import type { Paper } from './paper.ts';
import type { Person } from './shape-words.ts';

/** What the parts of a dossier share. */
export interface Setting {
  paper: Paper;
  zone: string;
  when(at: string): string;
  whenOf(at: string | null): string | null;
  by(person: Person | null): string;
}

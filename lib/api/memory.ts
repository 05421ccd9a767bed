import type { Instant } from '#lib/deadlines/instant.ts';
import type { Told } from './told.ts';

/** An answer that was given, and what the database needs to know to say that it still is the answer. */
export interface Remembered {
  /** Of the log. */
  position: number;
  /** When the clock may make it another one; null: never. */
  until: Instant | null;
  told: Told;
}

/**
 * So many answers, of about 1 kB each, are remembered by a process: those asked for last. None is given without asking the
 * database, which says in the same statement whether it still stands; so what is lost here costs time only.
 */
const MOST = 30_000;

export function memory(most = MOST) {
  const answers = new Map<string, Remembered>();
  return {
    /** What was said to this question last. */
    recall(question: string): Remembered | undefined {
      const known = answers.get(question);
      if (known) {
        answers.delete(question);
        answers.set(question, known);
      }
      return known;
    },
    remember(question: string, answer: Remembered): void {
      answers.delete(question);
      answers.set(question, answer);
      if (answers.size > most) for (const [oldest] of answers.entries().take(1)) answers.delete(oldest);
    },
  };
}

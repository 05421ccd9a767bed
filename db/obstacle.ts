/**
 * Something outside the program that keeps it from starting. Its message is one sentence for the person at the
 * terminal that says what is wrong and what to do; a start prints it without a stack and ends.
 */
export class Obstacle extends Error {
  override name = 'Obstacle';
}

/** The text of an error or of a failed program's output, told apart only where the remedy differs. */
export function isFullDisk(told: unknown): boolean {
  const code = told instanceof Error && 'code' in told ? told.code : undefined;
  return code === 'ENOSPC' || code === '53100' || /ENOSPC|No space left on device/.test(String(told));
}

export function fullDisk(where: string): Obstacle {
  return new Obstacle(`The disk that holds ${where} is full: free some space, then start again.`);
}

import { ACCEPTED } from '#lib/objections/media-type.ts';

const REFUSED: Record<string, string> = {
  too_large: 'The file is larger than 20 MB, the most that one file may have.',
  file_type: `That kind of file is not taken: ${ACCEPTED}.`,
  file_incomplete: 'Choose a file, and let it arrive whole.',
  too_many_files: 'Too many files wait for something to name them. Use or remove some first.',
};

/** What became of an upload, as a sentence; undefined where it succeeded (then it is the file's id) or there was none. */
export function uploadRefused(said: string | undefined): string | undefined {
  if (said === undefined || said.includes('-')) return undefined;
  return REFUSED[said] ?? 'The file could not be stored. Try again.';
}

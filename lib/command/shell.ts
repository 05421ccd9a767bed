import fs from 'node:fs';
import process from 'node:process';
import type { Refusal } from './refusal.ts';

/** A file that a script was given and can't use; the message says why. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';
}

/** @throws {UnreadableFile} when there is no such file */
export function readBytes(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new UnreadableFile(`${file} can’t be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** @throws {UnreadableFile} when there is no such file, or it holds no JSON */
export function readJson(file: string): unknown {
  const content = readBytes(file).toString('utf8');
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new UnreadableFile(`${file} holds no JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** A refusal for a terminal: the sentence, then each wrong entry by its path. */
export function refusalInLines({ sentence, fields = {} }: Refusal): string {
  const entries = Object.entries(fields).map(([path, wrong]) => `  ${path || 'the whole'}: ${wrong}\n`);
  return `${sentence}\n${entries.join('')}`;
}

/** The exit code that a script's work gives; 2, with the reason on stderr, for a file or an option that can't be read. */
export async function exitCodeOf(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    // parseArgs throws its own coded TypeErrors
    const misused = error instanceof UnreadableFile || (error instanceof TypeError && 'code' in error);
    if (!misused) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

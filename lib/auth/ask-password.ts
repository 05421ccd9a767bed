import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { codePoints } from '#lib/command/text.ts';
import { LONGEST, SHORTEST } from './password-rule.ts';

/** A password that was not given, or can't be used; the message says what to do. */
export class NoPassword extends Error {
  override name = 'NoPassword';
}

/**
 * A new password: typed twice at a terminal, which does not show it, or the first line of what is piped in.
 * @throws {NoPassword} when it is too short, was typed differently, or none came
 */
export async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) return usablePassword((await text(process.stdin)).split(/\r?\n/, 1)[0] ?? '');
  const first = usablePassword(await typedUnseen(`Password, at least ${SHORTEST} characters: `));
  if (first !== (await typedUnseen('The same again: ')))
    throw new NoPassword('The two differ, so no user was created. Start again.');
  return first;
}

/**
 * A password as it can be kept.
 * @throws {NoPassword} when it is blank, too short or too long
 */
export function usablePassword(password: string): string {
  const length = codePoints(password);
  if (length === 0) throw new NoPassword('No password came, so no user was created. Type one, or pipe one line.');
  if (length < SHORTEST)
    throw new NoPassword(`The password has ${length} characters, and ${SHORTEST} are the fewest. Choose a longer one.`);
  if (length > LONGEST) throw new NoPassword(`The password has more than ${LONGEST} characters. Choose a shorter one.`);
  return password;
}

/** A line that the terminal does not echo. Ctrl-C and Ctrl-D give up. */
async function typedUnseen(prompt: string): Promise<string> {
  const nowhere = new Writable({ write: (_piece, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const given = new AbortController();
  terminal.once('SIGINT', () => given.abort());
  terminal.once('close', () => given.abort());
  process.stderr.write(prompt);
  try {
    return await terminal.question('', { signal: given.signal });
  } catch (error) {
    if (!given.signal.aborted) throw error;
    throw new NoPassword('Given up: no user was created.');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

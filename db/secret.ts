import { createHmac, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fullDisk, isFullDisk, Obstacle } from './obstacle.ts';

/** What an installation derives from its one secret; a purpose is never renamed, or its passwords change. */
export type Purpose =
  | 'superuser'
  | 'owner'
  | 'web'
  | 'worker'
  | 'session'
  | 'server-actions'
  | 'followers'
  | 'webhooks'
  | 'letter-stops';

/**
 * The installation's secret, made on first use and kept in `<dir>/secret`, readable by its owner only.
 * @throws {Obstacle} when the folder can't be written or read
 */
export function installationSecret(dir: string): string {
  const file = path.join(dir, 'secret');
  try {
    fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
    if (!fs.existsSync(file)) writeOnce(file, randomBytes(32).toString('base64url'));
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (isFullDisk(error)) throw fullDisk(dir);
    throw new Obstacle(`${file} can't be read or made (${reasonOf(error)}): start as the user whom ${dir} belongs to.`);
  }
}

/** 32 bytes, one-way from the secret: who learns one derived password learns neither the secret nor another. */
export function derive(secret: string, purpose: Purpose): Buffer {
  return createHmac('sha256', secret).update(purpose).digest();
}

/** A file under its final name is always whole; of two processes that make it at once, the first one's stays. */
function writeOnce(file: string, content: string): void {
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, content, { mode: 0o600 });
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if (reasonOf(error) !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(draft);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import zlib from 'node:zlib';
import { environmentFor } from '../db/env.ts';

export interface Chromium {
  /** Undefined where Playwright may look for the browser that it installed itself. */
  executablePath: string | undefined;
  env: Record<string, string>;
}

/** A browser that asks nobody for anything, and that root and a container without a GPU may run. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const COMMANDS = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
const MAC_APPS = ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium'];

/** The machine's own Chrome or Chromium if it has one that runs, else the one that came from npm, unpacked once. */
export function findChromium(): Chromium {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const installed = [
    ...COMMANDS.flatMap((command) => folders.map((folder) => path.join(folder, command))),
    ...MAC_APPS.map((app) => path.join('/Applications', app)),
  ].find((file) => fs.existsSync(file) && runs(file, {}));
  if (installed) return { executablePath: installed, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return unpacked();
  return { executablePath: undefined, env: {} };
}

/** `@sparticuz/chromium` holds a Chromium with the libraries and fonts that a bare machine lacks. */
function unpacked(): Chromium {
  // Playwright reads this file as CommonJS, where a module does not know its own address.
  const { resolve } = createRequire(path.resolve('package.json'));
  let source = path.dirname(resolve('@sparticuz/chromium'));
  while (!fs.existsSync(path.join(source, 'bin'))) source = path.dirname(source);
  const { version } = JSON.parse(fs.readFileSync(path.join(source, 'package.json'), 'utf8'));
  const target = path.resolve('.cache', `chromium-${version}`);
  if (!fs.existsSync(target)) unpack(path.join(source, 'bin'), target);

  const executablePath = path.join(target, 'chromium');
  // Its libraries are older than a machine's own: they are for a machine that has none.
  const own = { LD_LIBRARY_PATH: path.join(target, 'lib'), FONTCONFIG_FILE: path.join(target, 'fonts.conf') };
  return { executablePath, env: runs(executablePath, {}) ? {} : own };
}

function unpack(source: string, target: string): void {
  const draft = `${target}.${process.pid}`;
  fs.mkdirSync(draft, { recursive: true });
  const content = (file: string) => zlib.brotliDecompressSync(fs.readFileSync(path.join(source, file)));
  fs.writeFileSync(path.join(draft, 'chromium'), content('chromium.br'), { mode: 0o755 });
  for (const archive of fs.readdirSync(source).filter((file) => file.endsWith('.tar.br'))) {
    const { status, stderr } = spawnSync('tar', ['x', '-C', draft], { input: content(archive) });
    if (status !== 0) throw new Error(`${archive} can't be unpacked: ${stderr}`);
  }
  fs.writeFileSync(
    path.join(draft, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${target}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${target}/font-cache</cachedir></fontconfig>`,
  );
  // Whole or not at all, and the first of two runs at once wins.
  if (fs.existsSync(target)) fs.rmSync(draft, { recursive: true });
  else fs.renameSync(draft, target);
}

function runs(file: string, env: Record<string, string>): boolean {
  return spawnSync(file, ['--version'], { env: environmentFor(env) }).status === 0;
}

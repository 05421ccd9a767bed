// Runs on the machine's own Node (20 or later) before anything is installed: built-in modules only.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = path.join(root, 'node_modules', '.bin');
const OLDEST_OWN = 26;

const libcHere = process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';

/** Bytes with which nothing can be installed or built. */
const LITTLE_SPACE = 20_000_000;

/**
 * Installs what is missing, then runs `entry` (a path from the project's root) on the project's own Node and hands
 * signals and exit code through. The entry ends by itself when this process is killed: its channel closes.
 * @param {string} entry
 */
export function bootstrap(entry) {
  process.chdir(root);
  if (!isInstalled()) install();
  const child = spawn(ownNode(), ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', entry, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: bin + path.delimiter + process.env.PATH },
  });
  // Ctrl-C reaches the entry by the terminal as well; it stops once, however often it is asked.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) =>
    stop(`The project's Node does not run (${error.message}): remove node_modules, then start again.`),
  );
  child.on('exit', (code) => process.exit(code ?? 1));
  if (process.env.npm_lifecycle_event) followParent(child);
}

/** npm killed with -9 forwards nothing; its death shows in a new parent. */
function followParent(child) {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
}

/**
 * Compared by content: modification times lie after a checkout. What is optional is so for another platform's sake;
 * on a full disk npm leaves out this one's as well, and reports success.
 */
function isInstalled() {
  try {
    const wanted = packagesIn('package-lock.json');
    const present = packagesIn('node_modules/.package-lock.json');
    const differs = (name) => present[name]?.version !== wanted[name]?.version;
    const needed = Object.keys(wanted).filter((name) => name && (isPlain(wanted[name]) || isForHere(wanted[name])));
    return ![...needed, ...Object.keys(present)].some(differs);
  } catch {
    return false;
  }
}

function isPlain({ optional, devOptional }) {
  return !optional && !devOptional;
}

function isForHere({ os, cpu, libc }) {
  return Boolean(os?.includes(process.platform) && cpu?.includes(process.arch) && (!libc || libc.includes(libcHere)));
}

function packagesIn(lockFile) {
  return JSON.parse(fs.readFileSync(lockFile, 'utf8')).packages;
}

function install() {
  const started = performance.now();
  process.stdout.write('  packages     installing what package-lock.json names …');
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const args = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const run = spawnSync(npm[0], [...npm.slice(1), ...args], { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  if (run.status === 0 && isInstalled()) {
    process.stdout.write(` ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    return;
  }
  const told = run.error ? run.error.message : run.stderr;
  process.stdout.write('\n');
  const { bavail, bsize } = fs.statfsSync(root);
  if (bavail * bsize < LITTLE_SPACE || /ENOSPC|no space left/i.test(told))
    stop(`The disk that holds ${root} is full: free some space, then start again.`);
  process.stderr.write(told);
  stop('npm could not install all packages, for the reason above if it gave one: remove it, then start again.');
}

function ownNode() {
  const own = path.join(bin, 'node');
  for (const node of [own, process.execPath]) {
    const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout;
    if (Number(version?.match(/^v(\d+)/)?.[1]) >= OLDEST_OWN) return node;
  }
  stop(`No Node ${OLDEST_OWN} comes with Demur for ${process.platform}-${process.arch}: install it, then start again.`);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

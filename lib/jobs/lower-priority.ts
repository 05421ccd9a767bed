import fs from 'node:fs';
import os from 'node:os';
import process from 'node:process';

const { PRIORITY_BELOW_NORMAL } = os.constants.priority;

/**
 * Whoever reads a page goes first. Linux shares its processors among sessions before it looks at priorities within one
 * (autogroups, sched(7)), so a worker that has a session of its own lowers that too; elsewhere its own priority is all.
 */
export function lowerPriority(): void {
  os.setPriority(PRIORITY_BELOW_NORMAL);
  try {
    // pid (name) state parent group session …
    const session = fs.readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ')[3];
    if (session === String(process.pid)) fs.writeFileSync('/proc/self/autogroup', String(PRIORITY_BELOW_NORMAL));
  } catch {
    // no such thing on this system
  }
}

import fs from 'node:fs';
import path from 'node:path';
import { env } from '#db/env.ts';
import { plantDemoWorld } from '#lib/world/demo.ts';
import { recreateDatabase } from './database.ts';

/** Plants the demo world in an empty database; it comes from many commands in turn, so a mark stands until the last. */
export async function plantWhole(ownerUrl: string): Promise<void> {
  fs.writeFileSync(mark(), '', { flush: true });
  await plantDemoWorld({ ownerUrl });
  fs.rmSync(mark());
}

/** A start that was killed while it planted leaves half a world, which nobody has seen yet: it goes. */
export async function clearHalfPlanted(ownerUrl: string): Promise<void> {
  if (!fs.existsSync(mark())) return;
  await recreateDatabase(ownerUrl);
  fs.rmSync(mark());
}

function mark(): string {
  return path.join(env().DATA_DIR, 'planting');
}

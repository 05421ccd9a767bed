import fs from 'node:fs';
import path from 'node:path';
import { type EmbeddedServer, startEmbedded } from '#db/embedded.ts';
import { Obstacle } from '#db/obstacle.ts';

const DIR = '.cache/test-cluster';

/** Nothing here outlives the run, so nothing waits for the disk. */
const FLAGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

/**
 * A cluster of the tests' own, new for every run: roles belong to a cluster, and so would what an earlier run left.
 * @throws {Obstacle} when another run uses it now
 */
export async function startTestCluster(): Promise<EmbeddedServer> {
  const data = path.join(DIR, 'pgdata');
  if (fs.existsSync(data)) {
    // It may still run, if the last run was killed; who stops it knows that nobody else answers for it.
    const last = await startEmbedded({ dir: DIR });
    await last.stop();
    if (!last.held) throw new Obstacle(`Another test run uses ${DIR}: wait for it, then start again.`);
    fs.rmSync(data, { recursive: true });
  }
  return startEmbedded({ dir: DIR, flags: FLAGS.flatMap((setting) => ['-c', setting]) });
}

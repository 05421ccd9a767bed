import process from 'node:process';
import { Obstacle } from '#db/obstacle.ts';
import { buildIfStale } from './build.ts';
import { step } from './step.ts';

/** `npm run build`: the pages, unless those there are of these very sources. */
try {
  await step(
    'pages',
    'building those that changed',
    () => buildIfStale(),
    (built) => (built ? 'built' : 'none did'),
  );
} catch (error) {
  console.error(error instanceof Obstacle ? error.message : error);
  process.exitCode = 1;
}

import { defineConfig } from 'vitest/config';

const everywhere = '{app,components,db,lib,e2e}/**';

const onDatabase = {
  globalSetup: ['e2e/database-setup.ts'],
  pool: 'forks' as const,
  maxWorkers: 2,
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    root: '.',
    allowOnly: false,
    // Half an hour off the full hour, and with a summer time: what leans on the machine's zone shows.
    env: { TZ: 'America/St_Johns', NEXTAUTH_SECRET: 'the secret of the tests, which nobody keeps' },
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: [`${everywhere}/*.test.{ts,tsx}`],
          exclude: ['**/*.db.test.ts', 'e2e/startup.test.ts'],
          // they keep nothing between them, and loading each module for every file takes longer than all the tests
          isolate: false,
          testTimeout: 10_000,
        },
      },
      {
        extends: true,
        test: { name: 'startup', include: ['e2e/startup.test.ts'], testTimeout: 60_000, hookTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          ...onDatabase,
          name: 'database',
          include: [`${everywhere}/*.db.test.ts`],
          exclude: ['**/*.alone.db.test.ts'],
          // as the pure ones: what a file keeps, it keeps in a database of its own
          isolate: false,
        },
      },
      {
        extends: true,
        // they set the environment, which is read once a process
        test: { ...onDatabase, name: 'database-alone', include: [`${everywhere}/*.alone.db.test.ts`] },
      },
    ],
  },
});

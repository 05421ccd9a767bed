import { startTestCluster } from './cluster.ts';

/** For vitest's database project: the cluster that the run as a whole started, or one for these tests alone. */
export default async function setUp(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_SUPERUSER_URL) return undefined;
  const cluster = await startTestCluster();
  process.env.TEST_OWNER_URL = cluster.ownerUrl;
  process.env.TEST_SUPERUSER_URL = cluster.superuserUrl;
  return () => cluster.stop();
}

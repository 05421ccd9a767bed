import { freePort } from '#db/free-port.ts';
import { migrate } from '#db/migrate.ts';
import { loginsOn } from '#lib/web/database.ts';
import { environmentOf } from '#lib/web/environment.ts';
import { supervise } from '#lib/web/supervise.ts';
import { plantDemoWorld } from '#lib/world/demo.ts';

export interface Product {
  /** Where the tests find it: `E2E_BASE_URL`, `E2E_OWNER_URL`, and the secret with which they mint a session. */
  environment: { E2E_BASE_URL: string; E2E_OWNER_URL: string; NEXTAUTH_SECRET: string };
  stop(): Promise<void>;
}

/** The built product as `npm start` serves it, with a demo world of its own, on an empty database. */
export async function startProduct(ownerUrl: string): Promise<Product> {
  const port = await freePort();
  const logins = loginsOn(ownerUrl);
  await migrate({ ownerUrl, ...logins });
  await plantDemoWorld({ ownerUrl });

  const environment = {
    ...environmentOf({ embedded: true, ...logins }),
    PORT: String(port),
    NEXTAUTH_URL: `http://localhost:${port}`,
    LOG_LEVEL: 'error',
  };
  const web = await supervise('web', 'lib/web/serve.ts', environment);
  const worker = await supervise('worker', 'lib/jobs/worker.ts', environment);
  return {
    environment: {
      E2E_BASE_URL: environment.NEXTAUTH_URL,
      E2E_OWNER_URL: ownerUrl,
      NEXTAUTH_SECRET: environment.NEXTAUTH_SECRET,
    },
    stop: async () => {
      await worker.stop();
      await web.stop();
    },
  };
}

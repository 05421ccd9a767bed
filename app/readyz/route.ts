import { readiness } from '#lib/web/readiness.ts';

export const dynamic = 'force-dynamic';

/** 200 when this process can serve: the database answers and is migrated to this version; else 503 with the reason. */
export async function GET(): Promise<Response> {
  const { ready, reason } = await readiness();
  return new Response(`${reason}\n`, {
    status: ready ? 200 : 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}

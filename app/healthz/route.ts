export const dynamic = 'force-dynamic';

/** The process is up. Says nothing of the database: see /readyz. */
export function GET(): Response {
  return new Response('ok\n', {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}

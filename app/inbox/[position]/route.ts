import { keepFor } from '#lib/auth/act.ts';
import { isPrefetch, requestOpening } from '#lib/auth/reader.ts';
import { markRead } from '#lib/bell/mark-read.ts';
import { placeOf } from '#lib/bell/news.ts';
import { newsAt } from '#lib/bell/queries.ts';
import { read } from '#lib/command/read.ts';

export const dynamic = 'force-dynamic';

/** Leads to where an item of news happened, and notes that its reader has followed it. Who may not see it finds nothing new. */
export async function GET(_request: Request, { params }: { params: Promise<{ position: string }> }): Promise<Response> {
  const { position } = await params;
  const place = await placeAt(position);
  if (place !== '/inbox' && !(await isPrefetch())) await keepFor(markRead, { position });
  return new Response(null, { status: 303, headers: { location: place, 'cache-control': 'no-store' } });
}

async function placeAt(position: string): Promise<string> {
  if (!/^[1-9]\d{0,14}$/.test(position)) return '/inbox';
  return read(await requestOpening(), async ({ tx, actor }) => {
    if (!('userId' in actor)) return '/inbox';
    const item = await newsAt({ tx, actor }, Number(position));
    return item ? placeOf(item, actor.role) : '/inbox';
  });
}

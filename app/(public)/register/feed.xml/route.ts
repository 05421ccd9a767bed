import { publicAddress, readAsPublic } from '#lib/auth/as-public.ts';
import { feedOf } from '#lib/register/feed.ts';
import { feedEntries } from '#lib/register/feed-queries.ts';
import { download } from '../../download.ts';

export { allowed as OPTIONS } from '../../download.ts';
export const dynamic = 'force-dynamic';

/** Each published change, the latest first, for readers of feeds. */
export async function GET(request: Request): Promise<Response> {
  const { vendorName, entries } = await readAsPublic(async (reader) => ({
    vendorName: reader.installation.vendorName,
    entries: await feedEntries(reader),
  }));
  const updated = entries.map(({ updatedAt }) => updatedAt).sort();
  return download(request, {
    body: feedOf(vendorName, publicAddress(), entries),
    mediaType: 'application/atom+xml; charset=utf-8',
    changedAt: updated.at(-1) ?? null,
  });
}

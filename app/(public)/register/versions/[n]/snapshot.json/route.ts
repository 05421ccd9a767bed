import { readAsPublic } from '#lib/auth/as-public.ts';
import { notFound } from '#lib/command/refusal.ts';
import { frozenSnapshot } from '#lib/register/version-queries.ts';
import { problem } from '../../../../../problem.ts';
import { download } from '../../../../download.ts';

export { allowed as OPTIONS } from '../../../../download.ts';
export const dynamic = 'force-dynamic';

/** The snapshot of a version, byte by byte as its SHA-256 was taken over it. */
export async function GET(request: Request, { params }: { params: Promise<{ n: string }> }): Promise<Response> {
  const { n } = await params;
  const found = /^[1-9]\d{0,8}$/.test(n)
    ? await readAsPublic((reader) => frozenSnapshot(reader, Number(n)))
    : undefined;
  if (!found) return problem(notFound());
  return download(request, {
    body: found.canonical,
    mediaType: 'application/json',
    changedAt: found.publishedAt,
    name: `policy-version-${n}.json`,
    frozen: true,
  });
}

import { requestOpening } from '#lib/auth/reader.ts';
import { publishingOf } from '#lib/changes/draft-queries.ts';
import { recordId } from '#lib/command/inputs.ts';
import { read } from '#lib/command/read.ts';
import { notFound } from '#lib/command/refusal.ts';
import { problem } from '../../../../problem.ts';

export const dynamic = 'force-dynamic';

/** How far the publication of a draft has come; null where none runs. For privacy admins: to others there is no such page. */
export async function GET(request: Request): Promise<Response> {
  const draftId = recordId.safeParse(new URL(request.url).searchParams.get('draft'));
  if (!draftId.success) return problem(notFound());
  const told = await read(await requestOpening(), async (reader) =>
    reader.actor.role === 'privacy_admin' ? publishingOf(reader, draftId.data) : undefined,
  );
  if (told === undefined) return problem(notFound());
  return Response.json(told, { headers: { 'cache-control': 'private, no-store' } });
}

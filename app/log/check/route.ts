import { may } from '#lib/access/policy.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { read } from '#lib/command/read.ts';
import { refuse } from '#lib/command/refusal.ts';
import { haveLogChecked } from '#lib/evidence/check-log.ts';
import { problem } from '../../problem.ts';
import { isSameOrigin } from '../../same-origin.ts';

export const dynamic = 'force-dynamic';

/**
 * Checks the whole log and records the finding. A script gets a line of JSON for each step, so that a long check shows
 * how far it is; a plain form waits and is led back to the log.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return problem(refuse('forbidden', 'Check the log from its own page.'));
  const opening = await requestOpening();
  const actor = await read(opening, async (reader) => reader.actor);
  if (actor.role === 'public') return problem(refuse('not_signed_in', 'Sign in first.'));
  if (!may(actor, 'check-log')) return problem(refuse('forbidden', 'Only legal may do this.'));

  if (!request.headers.get('accept')?.includes('application/x-ndjson')) {
    await haveLogChecked(opening);
    return new Response(null, { status: 303, headers: { Location: '/log' } });
  }
  const lines = new ReadableStream<string>({
    async start(controller) {
      const tell = (line: object) => controller.enqueue(`${JSON.stringify(line)}\n`);
      try {
        tell({ finished: true, ok: (await haveLogChecked(opening, tell)).ok });
        controller.close();
      } catch (error) {
        controller.error(error);
      }
    },
  });
  return new Response(lines.pipeThrough(new TextEncoderStream()), {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
  });
}

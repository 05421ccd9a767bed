import { keepFor } from '#lib/auth/act.ts';
import { keepPartyFile } from '#lib/parties/keep-party-file.ts';
import { keepSentList } from '../sent-list.ts';

export const dynamic = 'force-dynamic';

/** A list of subscribers, from a form. */
export const POST = (request: Request): Promise<Response> =>
  keepSentList(request, {
    page: '/desk/subscribers/import',
    command: 'keep-party-file',
    keep: ({ name, bytes }) => keepFor(keepPartyFile, { name, content: bytes }),
  });

import { z } from 'zod';
import { webPool } from '#db/client.ts';
import { reportedGrades } from '#db/schema/vocabulary.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { instant } from './answer.ts';
import { askReports, type SaidReport } from './ask.ts';
import { answerTo, type Door } from './door.ts';
import { reportsGiven } from './inputs.ts';
import { toldBy } from './report.ts';
import { tell } from './told.ts';

/** `POST /api/v1/bounces` */
export const bouncesSchema = z
  .strictObject({
    asOf: instant,
    reports: z.array(
      z.strictObject({
        messageId: z.string(),
        event: z.enum(reportedGrades),
        known: z.boolean().meta({ description: 'Whether a letter of this installation has this Message-ID' }),
      }),
    ),
  })
  .meta({ id: 'Reports', description: 'Each report as it was given. One that was given before changes nothing.' });

/** The most bytes that a body of reports has. What is longer is read no further: whoever sends it has not shown a token that is one yet. */
const LARGEST = 1_000_000;

const door: Door<(typeof reportsGiven)['_output'], { asOf: Instant; reports: SaidReport[] }> = {
  scope: 'bounces:write',
  parameters: reportsGiven,
  read,
  ask: (hash, { reports }) => askReports(webPool(), hash, reports),
  content: ({ asOf, reports }) => ({ asOf, told: tell({ reports }) }),
};

/** Reports as JSON, or one notification as the mail system got it. */
async function read(request: Request): Promise<{ given: unknown } | { wrong: Record<string, string> }> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  const body = await bodyOf(request);
  if (body === undefined) return { wrong: { body: `is longer than ${LARGEST} bytes` } };
  if (type === 'multipart/report' || type === 'message/rfc822') {
    const told = toldBy(body);
    return told
      ? { given: { reports: [told] } }
      : { wrong: { body: 'is no report of a letter that has come to an end' } };
  }
  if (type !== 'application/json') return { wrong: { 'content-type': 'is application/json or multipart/report' } };
  try {
    return { given: { reports: JSON.parse(body) } };
  } catch {
    return { wrong: { body: 'is no JSON' } };
  }
}

async function bodyOf({ body }: Request): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.length;
    if (length > LARGEST) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** `POST /api/v1/bounces` */
export function bounces(request: Request): Promise<Response> {
  return answerTo(request, door);
}

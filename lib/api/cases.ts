import { z } from 'zod';
import { webPool } from '#db/client.ts';
import { objectionStatuses, outcomes, resolutionOptions } from '#db/schema/vocabulary.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { ownAddress } from './address.ts';
import { change, instant, named, subprocessor } from './answer.ts';
import { askCases, type SaidCase } from './ask.ts';
import { answerTo, type Door } from './door.ts';
import { ANSWERS, casesAsked } from './inputs.ts';
import { tell } from './told.ts';

const listed = z
  .strictObject({
    reference: z.string(),
    url: z.url(),
    subscriber: named,
    subprocessor,
    change,
    outcome: z.enum(outcomes).meta({ description: 'As of now: one instant after the window it is final' }),
    givenAt: instant.meta({ description: 'When the notice was given' }),
    closesAt: instant.meta({ description: 'When its window closes or closed: the first instant after it' }),
    objection: z
      .strictObject({ reference: z.string(), url: z.url(), status: z.enum(objectionStatuses) })
      .nullable()
      .meta({ description: 'The objection that stands, else the latest; null: none was made' }),
    resolution: z
      .enum(resolutionOptions)
      .nullable()
      .meta({ description: 'The option of the decision that stands on that objection' }),
  })
  .meta({ id: 'Case', description: 'A notice and how it stands. What people wrote is not in it.' });

/** `GET /api/v1/cases` */
export const casesSchema = z
  .strictObject({
    asOf: instant,
    cursor: z.string().optional().meta({ description: 'Send it as `after` for the next page; none on the last' }),
    more: z.boolean().meta({ description: 'Whether there are further cases' }),
    cases: z.array(listed).meta({ description: 'The latest notice first' }),
  })
  .meta({ id: 'Cases' });

const door: Door<(typeof casesAsked)['_output'], { asOf: Instant; more: boolean; cases: SaidCase[] }> = {
  scope: 'cases:read',
  parameters: casesAsked,
  ask: (hash, { limit, ...asked }) => askCases(webPool(), hash, asked, Number(limit ?? ANSWERS)),
  content({ asOf, more, cases: said }) {
    const last = more ? said.at(-1) : undefined;
    const told = tell({ more, cases: said.map((one) => caseOf(one, ownAddress())) });
    return { asOf, told, ...(last && { cursor: last.reference }) };
  },
};

/** One case, with where people read of it. */
function caseOf({ objection, ...said }: SaidCase, base: string): z.infer<typeof listed> {
  return {
    ...said,
    url: `${base}/cases/${said.reference}`,
    subprocessor: { ...said.subprocessor, url: `${base}/register/${said.subprocessor.slug}` },
    change: { ...said.change, url: `${base}/desk/changes/${said.change.id}` },
    objection: objection && { ...objection, url: `${base}/desk/objections/${objection.reference}` },
  };
}

/** `GET /api/v1/cases` */
export function cases(request: Request): Promise<Response> {
  return answerTo(request, door);
}

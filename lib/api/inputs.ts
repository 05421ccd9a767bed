import { z } from 'zod';
import { apiScopes, outcomes, reportedGrades } from '#db/schema/vocabulary.ts';
import { civilDate, recordId } from '#lib/command/inputs.ts';
import { line } from '#lib/command/text.ts';

/** What the form for a new token sends. */
export const tokenInput = z.object({
  name: line({ label: 'The name', max: 100 }),
  scopes: z
    .array(z.enum(apiScopes, 'This is nothing that a token can be for.'))
    .min(1, 'Choose at least one thing that the token is for.')
    .transform((chosen) => apiScopes.filter((scope) => chosen.includes(scope))),
  /** The last day of its use in the vendor's zone; null: until it is revoked. */
  lastDay: civilDate('The last day').nullable().default(null),
});
export type TokenInput = z.output<typeof tokenInput>;

export const revokeInput = z.object({ tokenId: recordId });

/** An id or a slug in an address: what no database holds names nothing. */
const named = z
  .string()
  .min(1, 'is empty')
  .max(200, 'is longer than any slug')
  .refine((typed) => typed.isWellFormed() && !typed.includes('\u0000'), 'holds a character that no name has');

/** The most that one page of a list holds, and how much it holds unless asked. */
export const MOST_ANSWERS = 500;
export const ANSWERS = 100;

const limit = (what: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,2}$/, `is a whole number from 1 to ${MOST_ANSWERS}`)
    .refine((typed) => Number(typed) <= MOST_ANSWERS, `is at most ${MOST_ANSWERS}`)
    .optional()
    .meta({
      description: `How many ${what} at most; ${ANSWERS} unless given`,
      override: { type: 'integer', minimum: 1, maximum: MOST_ANSWERS, pattern: undefined },
    });

/** `GET /api/v1/authorisations?subscriber=…&subprocessor=…`: one answer. */
export const oneAnswer = z.strictObject({
  subscriber: named.meta({ description: 'The subscriber, by slug or id', example: 'aurora-bank' }),
  subprocessor: named.meta({ description: 'The sub-processor, by slug or id', example: 'twilio' }),
  service: named.optional().meta({
    description: 'Only for this service, by slug or id. The overall answer is then the one for this service.',
  }),
});

/** `GET /api/v1/authorisations?since=…`: what may have changed. */
export const changedAnswers = z.strictObject({
  since: z
    .string()
    .min(1, 'is empty')
    .max(500, 'is no cursor of this list')
    .optional()
    .meta({ description: 'The cursor of the answer before. Left out: everything, from the beginning.' }),
  limit: limit('answers'),
});

/** `GET /api/v1/cases`: the latest first. */
export const casesAsked = z.strictObject({
  subscriber: named.optional().meta({ description: 'Only of this subscriber, by slug or id', example: 'aurora-bank' }),
  outcome: z
    .enum(outcomes, `is one of ${outcomes.join(', ')}`)
    .optional()
    .meta({ description: 'Only those with this outcome as of now' }),
  after: named.optional().meta({ description: 'The cursor of the page before. Left out: from the latest case.' }),
  limit: limit('cases'),
});

/** `GET /api/v1/register`: now, at the end of a day, or as a version froze it. */
export const registerAsked = z
  .strictObject({
    on: z.iso
      .date('is no day of the calendar: write 2026-11-02')
      .optional()
      .meta({ description: 'As it stands at the end of this civil day in the vendor’s zone' }),
    version: z
      .string()
      .regex(/^[1-9]\d{0,8}$/, 'is the number of a policy version')
      .optional()
      .meta({
        description: 'As this policy version froze it; not together with `on`',
        override: { type: 'integer', minimum: 1, pattern: undefined },
      }),
  })
  .refine(({ on, version }) => on === undefined || version === undefined, {
    path: ['version'],
    error: 'is not asked for together with a day',
  });

/** Words of another system: what no database holds is left out. */
const words = (max: number) =>
  z.string().transform((told) =>
    told
      .toWellFormed()
      .replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, max)
      .toWellFormed(),
  );

/** The most reports in one request. */
export const MOST_REPORTS = 500;

/** `POST /api/v1/bounces`: what became of letters after our relay had taken them over. */
export const reportsGiven = z.strictObject({
  reports: z
    .array(
      z.strictObject({
        messageId: z
          .string()
          .regex(/^<?[^<>\s\p{Cc}\p{Cs}]{3,300}>?$/u, 'is no Message-ID')
          .transform((id) => `<${id.replace(/[<>]/g, '')}>`)
          .meta({ description: 'The Message-ID of the letter, as it was sent' }),
        event: z.enum(reportedGrades, `is one of ${reportedGrades.join(', ')}`).meta({
          description: '`bounced`: a server refused it for good. `accepted`: the recipient’s own server took it.',
        }),
        at: z.iso
          .datetime({ offset: true, error: 'is no instant: write 2026-11-02T08:00:00Z' })
          .optional()
          .meta({ description: 'When that was' }),
        host: words(255).optional().meta({ description: 'The server that said so' }),
        code: z.int().min(200).max(599).optional().meta({ description: 'Its SMTP code' }),
        detail: words(1000).optional().meta({ description: 'What it said' }),
      }),
    )
    .min(1, 'is empty')
    .max(MOST_REPORTS, `holds more than ${MOST_REPORTS}`),
});

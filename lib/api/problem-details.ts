import { z } from 'zod';

/** The words for what can go wrong, each with its status. */
export const problems = {
  token_missing: 401,
  token_unknown: 401,
  token_revoked: 401,
  token_expired: 401,
  scope_missing: 403,
  parameters: 400,
  cursor_unknown: 400,
  subscriber_unknown: 404,
  subprocessor_unknown: 404,
  service_unknown: 404,
  version_unknown: 404,
  not_found: 404,
  method: 405,
  too_many: 429,
  fault: 500,
  unavailable: 503,
} as const;
export type ProblemCode = keyof typeof problems;

const titles: Record<(typeof problems)[ProblemCode], string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

const details: Record<ProblemCode, string> = {
  token_missing:
    'Send a token of this installation: “Authorization: Bearer demur_…”. A privacy admin makes one at the desk.',
  token_unknown: 'This installation has made no such token.',
  token_revoked: 'This token is revoked.',
  token_expired: 'The last day of this token is past.',
  scope_missing: 'This token is not for this: make one at the desk that has the scope.',
  parameters: 'Some parameters can’t be used.',
  cursor_unknown: 'This cursor is none of this list, or of a log that is gone: begin again without it.',
  subscriber_unknown: 'There is no subscriber of this id or slug.',
  subprocessor_unknown: 'The register has had no sub-processor of this id or slug.',
  service_unknown: 'There is no service of this id or slug.',
  version_unknown: 'There is no policy version of this number.',
  not_found: 'There is nothing at this address: /api/v1/openapi.json describes what there is.',
  method: 'This address is not asked with this method: Allow names those that it takes.',
  too_many: 'Too many requests: wait as long as Retry-After says.',
  fault: 'Something failed on our side.',
  unavailable: 'The database does not answer: try again soon.',
};

/** Problem details (RFC 9457). `code` is for machines, `detail` for people. */
export const problemSchema = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string().meta({ description: 'The status in words' }),
    status: z.int(),
    code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
    detail: z.string(),
    parameters: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'What is wrong with each parameter, by its name' }),
    fault: z.string().optional().meta({ description: 'The id under which the fault is logged' }),
  })
  .meta({ id: 'Problem' });

export function problemDetails(
  code: ProblemCode,
  { headers, ...more }: { parameters?: Record<string, string>; fault?: string; headers?: Record<string, string> } = {},
): Response {
  const status = problems[code];
  const body: z.infer<typeof problemSchema> = {
    type: 'about:blank',
    title: titles[status],
    status,
    code,
    detail: details[code],
    ...more,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}

/** What is wrong with the parameters, each a text, by name; one that nobody knows is named too. */
export function wrongParameters(error: z.ZodError): Record<string, string> {
  const wrong: Record<string, string> = {};
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys) wrong[key] = 'is no parameter of this address';
    else wrong[issue.path.join('.')] ??= issue.code === 'invalid_type' ? 'is missing' : issue.message;
  }
  return wrong;
}

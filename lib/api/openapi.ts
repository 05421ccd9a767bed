import { createHash } from 'node:crypto';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import { apiScopes, type WebhookKind, webhookKinds } from '#db/schema/vocabulary.ts';
import { registerAsOf, snapshot } from '#lib/register/register-json.ts';
import { examples, meanings, messages } from '#lib/webhooks/payload.ts';
import { ownAddress } from './address.ts';
import { authorisationSchema, authorisationsSchema } from './answer.ts';
import { bouncesSchema } from './bounces.ts';
import { casesSchema } from './cases.ts';
import { casesAsked, changedAnswers, oneAnswer, registerAsked, reportsGiven } from './inputs.ts';
import { problemSchema } from './problem-details.ts';

/** `GET /api/v1/register` */
export const registerSchema = z
  .strictObject({
    asOf: authorisationSchema.shape.asOf,
    register: z.discriminatedUnion('form', [registerAsOf, snapshot]),
  })
  .meta({ id: 'Register' });

const ABOUT = `May we send this subscriber's personal data to that sub-processor now? Ask before data is sent, each time.

Every address asks for a bearer token, which a privacy admin makes at the desk under Settings. The answer is derived when it is asked for, from the record and the clock; nothing of it is kept in between.

**A copy of all answers.** \`GET /authorisations\` without a subscriber lists the answers on every pair of subscriber and sub-processor, page by page. Send the \`cursor\` of each page as \`since\`: at once while \`more\` is true, and from then on as often as the copy must be fresh. Each later round gives the pairs whose answer may have changed meanwhile, by what was recorded or by the clock (a window that closed, a start that came), with their present answers. A pair may come although nothing changed; none that changed is left out. A round ends where it began: what happens while it runs comes with the next one.

**Limits.** Each token has a number of requests a minute, shared evenly among the web processes. \`RateLimit-Policy\` and \`RateLimit\` (draft-ietf-httpapi-ratelimit-headers) say what is left in the process that answered; 429 comes with \`Retry-After\`.

**Tags.** Every answer has a weak \`ETag\` over all but \`asOf\` and \`cursor\`; with \`If-None-Match\` an unchanged one is a 304.`;

const WEBHOOKS =
  'Signed by Standard Webhooks. It may come more than once, under the same id, and in any order; `position` is the entry of the evidence log.';

const problem = (meaning: string) => ({
  description: meaning,
  content: { 'application/problem+json': { schema: problemSchema } },
});

const responses = (schema: z.ZodType, meaning: string): ZodOpenApiResponsesObject => ({
  '200': {
    description: meaning,
    headers: z.object({
      ETag: z.string().meta({ description: 'Weak, over what is news in the answer' }),
      RateLimit: z.string().meta({ description: 'What is left: `"token";r=2999;t=60`' }),
      'RateLimit-Policy': z.string().meta({ description: 'The limit of this process: `"token";q=3000;w=60`' }),
    }),
    content: { 'application/json': { schema } },
  },
  '304': { description: 'The client has the same answer already' },
  '400': problem('A parameter can’t be used, or is none; each is named'),
  '401': problem('No token, or none that works'),
  '403': problem('The token has not the scope'),
  '404': problem('There is no such subscriber, sub-processor, service or version'),
  '429': problem('Too many requests'),
  '500': problem('A fault of ours'),
  '503': problem('The database does not answer'),
});

/** What is sent to an endpoint that a privacy admin added at the desk, by Standard Webhooks. */
const told = (kind: WebhookKind): ZodOpenApiOperationObject => ({
  operationId: kind,
  summary: meanings[kind],
  description: WEBHOOKS,
  security: [],
  requestParams: {
    header: z.object({
      'webhook-id': z.string().meta({ description: 'The same at every endpoint and at every try' }),
      'webhook-timestamp': z.string().meta({ description: 'When this try was made, in seconds since 1970' }),
      'webhook-signature': z.string().meta({
        description: '`v1,` and the HMAC-SHA-256 of `id.timestamp.body` in base64; one for each secret that works',
      }),
    }),
  },
  requestBody: { required: true, content: { 'application/json': { schema: messages[kind], example: examples[kind] } } },
  responses: {
    '2XX': { description: 'Taken. Answer within 15 seconds.' },
    '410': { description: 'Gone: the endpoint is disabled' },
    default: { description: 'Not taken: it is tried again for three days' },
  },
});

/** The API as OpenAPI 3.1, from the schemas that its answers are made of. */
export function openapi(address: string) {
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Demur', version: '1', description: ABOUT },
    servers: [{ url: `${address}/api/v1` }],
    security: [{ token: [] }],
    paths: {
      '/authorisations': {
        get: {
          operationId: 'authorisations',
          summary: 'May we? One answer, or all that may have changed',
          description:
            'With `subscriber` and `subprocessor`: one answer (`Authorisation`). Without them: a page of the list (`Authorisations`). Parameters of the one form are refused in the other.',
          security: [{ token: ['authorisations:read'] }],
          requestParams: { query: z.object({ ...oneAnswer.partial().shape, ...changedAnswers.shape }) },
          responses: responses(
            z.union([authorisationSchema, authorisationsSchema]),
            'The answer, or a page of answers',
          ),
        },
      },
      '/bounces': {
        post: {
          operationId: 'bounces',
          summary: 'Report which letters bounced, or were accepted by their recipient’s server',
          description:
            'For the mail system that letters leave by. Each report counts once, from when it is recorded here; a Message-ID that no letter has is answered as such. A delivery status notification (RFC 3464) is taken as it is.',
          security: [{ token: ['bounces:write'] }],
          requestBody: {
            content: {
              'application/json': { schema: reportsGiven.shape.reports },
              'multipart/report': { schema: z.string() },
            },
          },
          responses: responses(bouncesSchema, 'Each report, and whether it is of a letter of ours'),
        },
      },
      '/cases': {
        get: {
          operationId: 'cases',
          summary: 'The cases and how they stand, the latest first',
          description:
            'Each notice to a subscriber is a case. A page at a time: send the `cursor` of each page as `after` until there is none. What is new since the first page is not in those after it.',
          security: [{ token: ['cases:read'] }],
          requestParams: { query: casesAsked },
          responses: responses(casesSchema, 'A page of cases'),
        },
      },
      '/register': {
        get: {
          operationId: 'register',
          summary: 'The register of sub-processors',
          security: [{ token: ['register:read'] }],
          requestParams: { query: registerAsked },
          responses: responses(
            registerSchema,
            'The register as of now or of a day, or the frozen snapshot of a version',
          ),
        },
      },
    },
    webhooks: Object.fromEntries(webhookKinds.map((kind) => [kind, { post: told(kind) }])),
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'demur_…',
          description: `Made and revoked at the desk. Scopes: ${apiScopes.join(', ')}.`,
        },
      },
    },
  });
}

let written: { body: string; etag: string } | undefined;

/** `GET /api/v1/openapi.json`: the same for everybody, so long as this version of the code runs. */
export function description(request: Request): Response {
  if (!written) {
    const body = `${JSON.stringify(openapi(ownAddress()), null, 2)}\n`;
    written = { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` };
  }
  const headers = { etag: written.etag, 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' };
  if (request.headers.get('if-none-match') === written.etag) return new Response(null, { status: 304, headers });
  return new Response(written.body, { headers: { ...headers, 'content-type': 'application/json' } });
}

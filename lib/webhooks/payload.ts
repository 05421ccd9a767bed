import { z } from 'zod';
import {
  changeKinds,
  occasions,
  resolutionOptions,
  type WebhookKind,
  type WebhookMessageKind,
} from '#db/schema/vocabulary.ts';
import { type Instant, isInstant } from '#lib/deadlines/instant.ts';

const instant = z
  .string()
  .refine(isInstant)
  .meta({ description: 'UTC, to the microsecond', example: '2026-11-24T09:00:00.000000Z', format: 'date-time' });
const id = z.uuid();
const named = z.strictObject({ id, slug: z.string() });
const position = z
  .int()
  .min(0)
  .meta({ description: 'Of the evidence log: the entry that this tells of, or how far it was read' });

const ofCase = {
  case: z.strictObject({ id, reference: z.string() }).meta({ description: 'The notice to this subscriber' }),
  subscriber: named,
  subprocessor: named,
  change: z.strictObject({ id, kind: z.enum(changeKinds) }),
  position,
};
const objection = z.strictObject({
  id,
  reference: z.string(),
  receivedAt: instant,
  late: z.boolean().meta({ description: 'Received when the window had closed' }),
});

const message = <K extends WebhookMessageKind, D extends z.ZodType>(kind: K, data: D) =>
  z.strictObject({ type: z.literal(kind), timestamp: instant.meta({ description: 'When it happened' }), data });

/** What is sent of each kind: ids, references, stored words and instants, and nothing that anybody wrote. */
export const messages = {
  'notice.given': message(
    'notice.given',
    z.strictObject({
      ...ofCase,
      notice: z.strictObject({ occasion: z.enum(occasions), givenAt: instant, closesAt: instant }),
    }),
  ),
  'objection.filed': message(
    'objection.filed',
    z.strictObject({
      ...ofCase,
      objection,
      how: z.enum(['filed', 'filed_late', 'recorded', 'carried_over']).meta({
        description:
          'By the subscriber; by the subscriber after the window; by the vendor, as it came by e-mail or post; or it stands on under a corrected notice',
      }),
    }),
  ),
  'objection.resolved': message(
    'objection.resolved',
    z.strictObject({
      ...ofCase,
      objection,
      resolution: z.strictObject({
        id,
        option: z.enum(resolutionOptions),
        resolvedAt: instant,
        supersedes: id.nullable().meta({ description: 'The decision that this one replaces' }),
      }),
    }),
  ),
  'authorisation.changed': message(
    'authorisation.changed',
    z.strictObject({
      subscriber: named.nullable().meta({ description: 'Null: any subscriber' }),
      subprocessor: named.nullable().meta({ description: 'Null: any sub-processor' }),
      position,
    }),
  ),
} as const satisfies Record<WebhookKind, z.ZodType>;

/** What each kind tells, for whoever reads about it. */
export const meanings: Record<WebhookKind, string> = {
  'notice.given': 'A subscriber was given notice of a change: its window is open.',
  'objection.filed': 'A written objection is on record, in time or late.',
  'objection.resolved': 'The vendor decided an objection, or replaced a decision by another.',
  'authorisation.changed':
    'An answer of GET /api/v1/authorisations may have changed, by what was recorded or by the clock alone (a window that closed, a start that came). Ask for the present one. Of many at once there is one message, without a subscriber.',
};

const ofCaseExample = {
  case: { id: '01997b0e-3c5f-7d21-9a54-0c6f2f9a7b11', reference: 'DEM-2026-7K3M9Q' },
  subscriber: { id: '01997b0e-2a10-7b3c-8f0e-5d1c7f6e2a90', slug: 'aurora-bank' },
  subprocessor: { id: '01997b0e-1f44-7e02-b1c9-3a8e6d5c4b22', slug: 'twilio' },
  change: { id: '01997b0e-3b77-7c90-8d13-9e4f5a6b7c33', kind: 'location' },
} as const;
const objectionExample = {
  id: '01997b12-90aa-7f15-a2b3-4c5d6e7f8a44',
  reference: 'OBJ-2026-4H8P2X',
  receivedAt: '2026-11-20T15:42:07.318204Z',
  late: false,
};
const example = <K extends WebhookKind>(type: K, timestamp: string, data: object) =>
  messages[type].parse({ type, timestamp, data });

/** One message of each kind, as its body stands. */
export const examples: Record<WebhookKind, object> = {
  'notice.given': example('notice.given', '2026-11-02T08:00:00.000000Z', {
    ...ofCaseExample,
    notice: {
      occasion: 'published',
      givenAt: '2026-11-02T08:00:00.000000Z',
      closesAt: '2026-12-02T23:00:00.000000Z',
    },
    position: 4812,
  }),
  'objection.filed': example('objection.filed', '2026-11-20T15:42:07.318204Z', {
    ...ofCaseExample,
    objection: objectionExample,
    how: 'filed',
    position: 5077,
  }),
  'objection.resolved': example('objection.resolved', '2026-11-24T09:12:30.004511Z', {
    ...ofCaseExample,
    objection: objectionExample,
    resolution: {
      id: '01997b20-7711-7a26-93c4-5d6e7f8a9b55',
      option: 'corrective_action',
      resolvedAt: '2026-11-24T09:12:30.004511Z',
      supersedes: null,
    },
    position: 5301,
  }),
  'authorisation.changed': example('authorisation.changed', '2026-12-02T23:00:41.902113Z', {
    subscriber: ofCaseExample.subscriber,
    subprocessor: ofCaseExample.subprocessor,
    position: 5340,
  }),
};

/** The body of a message: of the same message always the same bytes, since they are signed. */
export function bodyOf(kind: WebhookMessageKind, at: Instant, data: Record<string, unknown>): string {
  return JSON.stringify({ type: kind, timestamp: at, data });
}

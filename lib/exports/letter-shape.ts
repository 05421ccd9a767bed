import { z } from 'zod';
import { languages, lapseReasons, letterKinds } from '#db/schema/vocabulary.ts';
import { id, instant, note, person, sha256, text } from './shape-words.ts';

const server = { host: note, code: z.int().nullable() };

const delivery = z
  .strictObject({
    id,
    messageId: text,
    to: z.strictObject({ name: note, address: note }),
    language: z.enum(languages),
    createdAt: instant,
    sentAgainBy: person.nullable().meta({ description: 'Who asked to send the letter again; null: nobody did.' }),
    handedOver: z
      .strictObject({ at: instant, ...server, answer: note })
      .nullable()
      .meta({ description: 'The vendor’s own mail relay took it over.' }),
    accepted: z
      .strictObject({ at: instant, ...server })
      .nullable()
      .meta({
        description: 'The recipient’s mail server accepted it, as reported to the vendor. Not that anybody read it.',
      }),
    bounced: z.strictObject({ at: instant, ...server, answer: note }).nullable(),
    failed: z
      .strictObject({ at: instant, reason: text })
      .nullable()
      .meta({ description: 'No server took it in two days.' }),
    tries: z
      .array(z.strictObject({ at: instant, ...server, answer: text }))
      .meta({ description: 'Tries that did not end it. Left out in a subscriber’s own export.' }),
  })
  .meta({ id: 'delivery', description: 'One letter on its way to one address, and how far it is known to have come.' });

export const letter = z
  .strictObject({
    id,
    kind: z.enum(letterKinds),
    obligedAt: instant,
    composedAt: instant.nullable(),
    lapsedAt: instant.nullable(),
    lapsedBecause: z.enum(lapseReasons).nullable(),
    failedAt: instant.nullable(),
    failure: note.meta({ description: 'What stood in the way of writing it.' }),
    texts: z.array(
      z.strictObject({
        language: z.enum(languages),
        subject: text,
        text,
        sha256: sha256.meta({
          description:
            'Of the canonical JSON (RFC 8785) of the letter’s subject, text, HTML and files, as the log has it. The HTML, which says the same, is kept by the vendor.',
        }),
        composedAt: instant,
        enclosures: z.array(z.strictObject({ name: text, mediaType: text, bytes: z.int(), sha256 })),
      }),
    ),
    deliveries: z.array(delivery),
  })
  .meta({
    id: 'letter',
    description: 'A letter on the case: owed in the transaction of its cause, and what became of it.',
  });

export type LetterRecord = z.infer<typeof letter>;
export type DeliveryRecord = z.infer<typeof delivery>;

import { z } from 'zod';
import { sides } from '#db/schema/vocabulary.ts';

// The words that the parts of an export share.

export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/)
  .meta({ id: 'instant', description: 'UTC with microseconds: 2026-11-02T08:00:00.000000Z.' });
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .meta({ id: 'day', description: 'A civil day in the vendor’s time zone.' });
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ id: 'sha256', description: 'SHA-256 in hex.' });
export const id = z.uuid();
export const text = z.string();
export const note = text.nullable();
export const texts = z.array(text);

export const person = z
  .strictObject({ name: note, side: z.enum(sides) })
  .meta({ id: 'person', description: 'Who did it. The name is null where the reader of this export may not see it.' });

export const service = z.strictObject({ id, name: text, core: z.boolean() }).meta({ id: 'service' });
export const services = z.array(service);

export type Person = z.infer<typeof person>;

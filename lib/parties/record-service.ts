import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { services } from '#db/schema/parties.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { freeSlug, slugOf } from '#lib/register/slug.ts';
import { serviceInput } from './inputs.ts';

interface Recorded extends Decided {
  service: typeof services.$inferInsert & { id: string };
}

/** A part of the vendor's product that a subscriber may use or not; a core one is used by all. */
export const recordService: Command<
  z.infer<typeof serviceInput>,
  { slugs: string[] },
  Recorded,
  { serviceId: string }
> = {
  name: 'record-party',
  input: serviceInput,
  async load(tx, { name }) {
    const taken = await tx
      .select({ slug: services.slug })
      .from(services)
      .where(sql`starts_with(${services.slug}, ${slugOf(name)})`);
    return { slugs: taken.map(({ slug }) => slug) };
  },
  decide({ slugs }, { name, core }) {
    const id = newId();
    return {
      service: { id, slug: freeSlug(name, slugs), name, core },
      events: [
        {
          type: 'service.recorded',
          caseId: null,
          subscriberId: null,
          facts: { core },
          rows: [{ table: 'services', id }],
        },
      ],
    };
  },
  async save(tx, { service }) {
    await tx.insert(services).values(service);
  },
  result: ({ service }) => ({ serviceId: service.id }),
};

import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { subscribers } from '#db/schema/parties.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { freeSlug, slugOf } from '#lib/register/slug.ts';
import { subscriberInput } from './inputs.ts';

interface Recorded extends Decided {
  subscriber: Omit<typeof subscribers.$inferInsert, 'createdAt'> & { id: string };
}

/** What stands in the desk's addresses where a subscriber's name would. */
export const pagesOfTheDesk = ['new', 'import', 'profiles', 'export', 'template'];

/** A customer organisation. Its users, its DPA and the services that it uses are recorded apart. */
export const recordSubscriber: Command<
  z.infer<typeof subscriberInput>,
  { slugs: string[] },
  Recorded,
  { subscriberId: string; slug: string }
> = {
  name: 'record-party',
  input: subscriberInput,
  async load(tx, { name }) {
    const taken = await tx
      .select({ slug: subscribers.slug })
      .from(subscribers)
      .where(sql`starts_with(${subscribers.slug}, ${slugOf(name)})`);
    return { slugs: taken.map(({ slug }) => slug) };
  },
  decide({ slugs }, { name, country }) {
    const id = newId();
    return {
      subscriber: { id, slug: freeSlug(name, [...slugs, ...pagesOfTheDesk]), name, country },
      events: [
        {
          type: 'subscriber.recorded',
          caseId: null,
          subscriberId: id,
          facts: { country },
          rows: [{ table: 'subscribers', id }],
        },
      ],
    };
  },
  async save(tx, { subscriber }, { now }) {
    await tx.insert(subscribers).values({ ...subscriber, createdAt: now });
  },
  result: ({ subscriber }) => ({ subscriberId: subscriber.id, slug: subscriber.slug }),
};

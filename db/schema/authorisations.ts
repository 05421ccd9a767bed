import { sql } from 'drizzle-orm';
import { foreignKey, index, unique, uuid } from 'drizzle-orm/pg-core';
import { demur, instant } from './column.ts';
import { servicesInUse, users } from './parties.ts';
import { terms } from './register.ts';

/** Terms that a signatory authorised on taking up a service. Where a use has none, the terms in force at it stand. */
export const serviceAuthorisations = demur.table(
  'service_authorisations',
  {
    id: uuid('id').primaryKey().default(sql`uuidv7()`),
    subscriberId: uuid('subscriber_id').notNull(),
    useId: uuid('use_id').notNull(),
    termsId: uuid('terms_id')
      .notNull()
      .references(() => terms.id),
    authorisedBy: uuid('authorised_by')
      .notNull()
      .references(() => users.id),
    authorisedAt: instant('authorised_at').notNull(),
  },
  (t) => [
    foreignKey({
      name: 'authorisation_of_use',
      columns: [t.subscriberId, t.useId],
      foreignColumns: [servicesInUse.subscriberId, servicesInUse.id],
    }),
    unique('authorised_once').on(t.useId, t.termsId),
    index('service_authorisations_of_subscriber').on(t.subscriberId),
  ],
);

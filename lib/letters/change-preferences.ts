import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { preferences } from '#db/schema/letters.ts';
import { type Language, languages, type OptionalKind, optionalKinds } from '#db/schema/vocabulary.ts';
import type { SubscriberActor, VendorActor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';

const input = z.object({
  language: z.enum(languages, { error: 'Choose a language.' }),
  /** Optional letters that they do without. */
  muted: z.array(z.enum(optionalKinds)).max(optionalKinds.length),
});
type Chosen = z.infer<typeof input>;

interface State {
  standing: { id: string; language: Language; muted: string[] } | null;
}

interface Changed extends Decided {
  id: string;
  isNew: boolean;
  language: Language;
  muted: OptionalKind[];
}

/** In which language somebody reads their letters, and which they do without of those that may be done without. */
export const changePreferences: Command<Chosen, State, Changed, null, SubscriberActor | VendorActor> = {
  name: 'change-preferences',
  input,
  async load(tx, _input, { actor }) {
    const [standing] = await tx
      .select({ id: preferences.id, language: preferences.language, muted: preferences.muted })
      .from(preferences)
      .where(eq(preferences.userId, actor.userId))
      .for('update');
    return { standing: standing ?? null };
  },
  decide({ standing }, { language, muted: chosen }, { actor }) {
    const muted = [...new Set(chosen)].sort();
    const { language: before, muted: mutedBefore } = standing ?? { language: 'en', muted: [] };
    if (language === before && muted.join() === [...mutedBefore].sort().join()) return { already: null };
    const id = standing?.id ?? newId();
    return {
      ...{ id, isNew: standing === null, language, muted },
      events: [
        {
          type: 'preferences.changed',
          caseId: null,
          subscriberId: actor.role === 'subscriber' ? actor.subscriberId : null,
          facts: { language, muted },
          rows: [{ table: 'preferences', id }],
        },
      ],
    };
  },
  async save(tx, { id, isNew, language, muted }, { now, actor }) {
    const row = { language, muted, changedAt: now };
    const subscriberId = actor.role === 'subscriber' ? actor.subscriberId : null;
    if (isNew) await tx.insert(preferences).values({ id, userId: actor.userId, subscriberId, ...row });
    else await tx.update(preferences).set(row).where(eq(preferences.id, id));
  },
  result: () => null,
};

import type { z } from 'zod';
import { dpaProfiles } from '#db/schema/parties.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { refusePlace } from './configure-vendor.ts';
import { profileInput } from './inputs.ts';

type ProfileInput = z.infer<typeof profileInput>;

interface Recorded extends Decided {
  profile: ProfileInput & { id: string };
}

/** The terms that a kind of DPA has. A profile never changes: other terms are another profile. */
export const recordProfile: Command<ProfileInput, object, Recorded, { profileId: string }> = {
  name: 'record-party',
  input: profileInput,
  load: async () => ({}),
  decide(_state, input) {
    const { country, region } = input;
    const wrong = country === null ? undefined : refusePlace({ country, region });
    if (wrong) return wrong;
    const id = newId();
    return {
      profile: { ...input, id },
      events: [
        {
          type: 'profile.recorded',
          caseId: null,
          subscriberId: null,
          facts: { length: input.length, unit: input.unit, rule: input.rule },
          rows: [{ table: 'dpa_profiles', id }],
        },
      ],
    };
  },
  async save(tx, { profile }) {
    await tx.insert(dpaProfiles).values(profile);
  },
  result: ({ profile }) => ({ profileId: profile.id }),
};

import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { logos } from '#db/schema/parties.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { refuse } from '#lib/command/refusal.ts';
import { logoInput } from './inputs.ts';
import { pictureKind } from './picture-kind.ts';

type LogoInput = z.infer<typeof logoInput>;

interface Set extends Decided {
  logo: typeof logos.$inferInsert | null;
}

/** The vendor's picture, as it stands on every page, or none. What it is, its first bytes say: a name proves nothing. */
export const setLogo: Command<LogoInput, object, Set, null> = {
  name: 'record-party',
  input: logoInput,
  load: async () => ({}),
  decide(_state, { content }) {
    const mediaType = content && pictureKind(content);
    if (content && !mediaType)
      return refuse('file_type', 'This is no PNG, JPEG or WebP picture. An SVG can carry scripts: save it as PNG.');
    const sha256 = content && createHash('sha256').update(content).digest();
    return {
      logo: content && mediaType && sha256 ? { id: 1, mediaType, content, sha256 } : null,
      events: [
        {
          type: 'vendor.configured',
          caseId: null,
          subscriberId: null,
          facts: { logoSha256: sha256?.toString('hex') ?? null },
          rows: [],
        },
      ],
    };
  },
  async save(tx, { logo }) {
    if (logo) await tx.insert(logos).values(logo).onConflictDoUpdate({ target: logos.id, set: logo });
    else await tx.delete(logos);
  },
  result: () => null,
};

import type { Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import type { Outcome } from '#lib/command/refusal.ts';
import { publishInput } from './inputs.ts';
import { publishing, publishVersion } from './publish-version.ts';
import type { Published } from './standing.ts';
import { teller } from './tell-publishing.ts';

/**
 * Publishes a draft, and tells meanwhile how far it has come. What it told stays when it breaks off with a fault, so that
 * whoever looks sees that it is over and left nothing.
 */
export async function publish(opening: Opening, input: unknown): Promise<Outcome<Published>> {
  const parsed = publishInput.safeParse(input);
  if (!parsed.success) return run(publishVersion, opening, input);
  const { tell, over } = teller(opening, parsed.data.draftId);
  const outcome = await run(publishing(tell), opening, parsed.data);
  await over();
  return outcome;
}

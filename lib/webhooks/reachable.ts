import { type Refusal, refuse } from '#lib/command/refusal.ts';
import { webhookInput } from './inputs.ts';
import { allowedHere, NameUnknown, resolveTarget, TargetRefused } from './target.ts';

/** Milliseconds that a name may take to be looked up while somebody waits for the page. */
const PATIENCE = 5000;

/**
 * Why an address can't be sent to as things stand, to be said before it is recorded; undefined: it can, or the command
 * itself says what is wrong with it. Its host may stand for something else later: each send asks again.
 */
export async function unreachable(typed: string | undefined): Promise<Refusal | undefined> {
  const url = webhookInput.shape.url.safeParse(typed);
  if (!url.success) return undefined;
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new NameUnknown('The name could not be looked up in time')), PATIENCE);
  try {
    await Promise.race([resolveTarget(new URL(url.data), allowedHere()), late.promise]);
    return undefined;
  } catch (error) {
    if (error instanceof TargetRefused) return wrong(error.message);
    if (error instanceof NameUnknown) return wrong(`${error.message}. Check the address, or come back once it works.`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

const wrong = (sentence: string) => refuse('invalid_input', sentence, { fields: { url: sentence } });

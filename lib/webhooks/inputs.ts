import { z } from 'zod';
import { webhookKinds } from '#db/schema/vocabulary.ts';
import { instantWithOffset, recordId } from '#lib/command/inputs.ts';
import { line } from '#lib/command/text.ts';

/** An address as it may be recorded. Whether it may be sent to is asked of its host, at every send. */
const url = line({ label: 'The address', max: 2000 }).transform((typed, context) => {
  const wrong = whatIsWrong(typed);
  if (!wrong) return new URL(typed).href;
  context.addIssue({ code: 'custom', message: wrong });
  return z.NEVER;
});

function whatIsWrong(typed: string): string | undefined {
  if (!URL.canParse(typed)) return 'This is no address: write it in full, as in https://systems.example/demur.';
  const { protocol, username, password, hash } = new URL(typed);
  if (protocol !== 'https:' && protocol !== 'http:') return 'The address begins with https://.';
  if (username || password)
    return 'The address holds a user name or a password, which would stand in logs. Leave it out: each message is signed.';
  if (hash) return 'The address holds a # and what follows it, which no server is sent. Leave it out.';
  return undefined;
}

/** What the form for an endpoint sends. */
export const webhookInput = z.object({
  name: line({ label: 'The name', max: 100 }),
  url,
  kinds: z
    .array(z.enum(webhookKinds, 'This is nothing that an endpoint can be told.'))
    .min(1, 'Choose at least one thing to be told of.')
    .transform((chosen) => webhookKinds.filter((kind) => chosen.includes(kind))),
});
export type WebhookInput = z.output<typeof webhookInput>;

export const changedWebhook = webhookInput.extend({ endpointId: recordId });

export const ofWebhook = z.object({ endpointId: recordId });

export const pausedWebhook = ofWebhook.extend({ paused: z.boolean() });

/** One message again, by its delivery, or all that happened since an instant. */
export const replayInput = z.union([
  ofWebhook.extend({ deliveryId: recordId }),
  ofWebhook.extend({ since: instantWithOffset('The time') }),
]);

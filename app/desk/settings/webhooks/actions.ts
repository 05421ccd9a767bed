'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { entry, type FormState, type Typed, typedIn } from '#components/ui/form-state.ts';
import type { SecretState } from '#components/webhooks/webhook-form.tsx';
import { act, keepFor } from '#lib/auth/act.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { read } from '#lib/command/read.ts';
import { type Refusal, refuse } from '#lib/command/refusal.ts';
import { type Instant, parseCivilDate } from '#lib/deadlines/instant.ts';
import { instantAt } from '#lib/deadlines/zone.ts';
import { changeWebhook } from '#lib/webhooks/change-webhook.ts';
import { endWebhook } from '#lib/webhooks/end-webhook.ts';
import { pauseWebhook } from '#lib/webhooks/pause-webhook.ts';
import { unreachable } from '#lib/webhooks/reachable.ts';
import { recordWebhook } from '#lib/webhooks/record-webhook.ts';
import { replayWebhook } from '#lib/webhooks/replay-webhook.ts';
import { rotateWebhookSecret } from '#lib/webhooks/rotate-webhook-secret.ts';
import { testWebhook } from '#lib/webhooks/test-webhook.ts';

const pageOf = (endpointId: string) => `/desk/settings/webhooks/${endpointId}`;
const given = (typed: Typed) => ({
  name: entry(typed, 'name'),
  url: entry(typed, 'url'),
  kinds: typed.kinds ?? [],
});

/** Who asks, and by whose clocks. A name is looked up for nobody but the desk. */
const asking = async () => read(await requestOpening(), async ({ actor, installation }) => ({ actor, installation }));

async function obstacle(typed: Typed): Promise<Refusal | undefined> {
  const { actor } = await asking();
  return actor.role === 'privacy_admin' ? unreachable(entry(typed, 'url')) : undefined;
}

export async function addWebhookAction(_before: SecretState | null, form: FormData): Promise<SecretState | null> {
  const typed = typedIn(form);
  const inTheWay = await obstacle(typed);
  if (inTheWay) return { refusal: inTheWay, typed };
  const outcome = await act(recordWebhook, given(typed));
  if (!outcome.ok) return { refusal: outcome, typed };
  // so that the list below names it too
  refresh();
  return { refusal: null, typed: {}, secret: outcome.value.secret };
}

export async function changeWebhookAction(_before: SecretState | null, form: FormData): Promise<SecretState | null> {
  const typed = typedIn(form);
  const inTheWay = await obstacle(typed);
  if (inTheWay) return { refusal: inTheWay, typed };
  const outcome = await act(changeWebhook, { endpointId: entry(typed, 'endpointId'), ...given(typed) });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`${pageOf(outcome.value.endpointId)}?done=changed`);
}

export async function rotateSecretAction(_before: SecretState | null, form: FormData): Promise<SecretState | null> {
  const typed = typedIn(form);
  const outcome = await act(rotateWebhookSecret, { endpointId: entry(typed, 'endpointId') });
  if (!outcome.ok) return { refusal: outcome, typed };
  return { refusal: null, typed: {}, secret: outcome.value.secret };
}

export async function pauseWebhookAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const paused = entry(typed, 'paused') === 'yes';
  const outcome = await act(pauseWebhook, { endpointId: entry(typed, 'endpointId'), paused });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`${pageOf(outcome.value.endpointId)}?done=${paused ? 'paused' : 'resumed'}`);
}

export async function endWebhookAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await act(endWebhook, { endpointId: entry(typed, 'endpointId') });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect('/desk/settings/webhooks?done=removed');
}

export async function testWebhookAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const endpointId = entry(typed, 'endpointId') ?? '';
  const outcome = await keepFor(testWebhook, { endpointId });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`${pageOf(endpointId)}?done=test#messages`);
}

export async function replayOneAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const endpointId = entry(typed, 'endpointId') ?? '';
  const outcome = await keepFor(replayWebhook, { endpointId, deliveryId: entry(typed, 'deliveryId') });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`${pageOf(endpointId)}?done=replayed#messages`);
}

export async function replaySinceAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const endpointId = entry(typed, 'endpointId') ?? '';
  const { installation } = await asking();
  const since = statedSince(typed, installation.zone);
  if (!since) {
    const sentence = 'State the day and the time, as the fields show.';
    return { refusal: refuse('invalid_input', sentence, { fields: { since: sentence } }), typed };
  }
  const outcome = await keepFor(replayWebhook, { endpointId, since });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`${pageOf(endpointId)}?done=replayed#messages`);
}

function statedSince(typed: Typed, zone: string): Instant | undefined {
  try {
    return instantAt(parseCivilDate(entry(typed, 'sinceDay') ?? ''), entry(typed, 'sinceTime') || '00:00', zone);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

'use server';

import { redirect } from 'next/navigation';
import { entry, type FormState, typedIn } from '#components/ui/form-state.ts';
import { act } from '#lib/auth/act.ts';
import { changeSubscriber } from '#lib/parties/change-subscriber.ts';
import { dropService } from '#lib/parties/drop-service.ts';
import { endDpa } from '#lib/parties/end-dpa.ts';
import { recordDpa } from '#lib/parties/record-dpa.ts';
import { recordProfile } from '#lib/parties/record-profile.ts';
import { recordSubscriber } from '#lib/parties/record-subscriber.ts';
import { takeUpService } from '#lib/parties/take-up-service.ts';
import { dpaFields, profileFields } from './party-fields.ts';

export async function recordSubscriberAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await act(recordSubscriber, { name: entry(typed, 'name'), country: entry(typed, 'country') });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`/desk/subscribers/${outcome.value.slug}?done=recorded`);
}

export async function changeSubscriberAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const [subscriberId, name, country] = ['subscriberId', 'name', 'country'].map((field) => entry(typed, field));
  const outcome = await act(changeSubscriber, { subscriberId, name, country });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`${back(form)}?done=changed`);
}

export async function recordDpaAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await act(recordDpa, await dpaFields(typed));
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`${back(form)}?done=dpa&notices=${outcome.value.noticeIds.length}`);
}

export async function endDpaAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await act(endDpa, { dpaId: entry(typed, 'dpaId') });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`${back(form)}?done=dpa_ended`);
}

export async function takeUpAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const [subscriberId, serviceId, instruction] = ['subscriberId', 'serviceId', 'instruction'].map((field) =>
    entry(typed, field),
  );
  const dora = entry(typed, 'dora') === 'yes';
  const outcome = await act(takeUpService, { subscriberId, serviceId, instruction, dora });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`${back(form)}?done=service&notices=${outcome.value.noticeIds.length}`);
}

export async function dropAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const [subscriberId, serviceId] = ['subscriberId', 'serviceId'].map((field) => entry(typed, field));
  const outcome = await act(dropService, { subscriberId, serviceId });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`${back(form)}?done=service_dropped`);
}

export async function recordProfileAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await act(recordProfile, profileFields(typed));
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect('/desk/subscribers/profiles?done=recorded');
}

/** The page of the subscriber that a form is about. */
function back(form: FormData): string {
  const slug = form.get('slug');
  return `/desk/subscribers/${encodeURIComponent(typeof slug === 'string' ? slug : '')}`;
}

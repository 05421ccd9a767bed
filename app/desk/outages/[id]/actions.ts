'use server';

import { redirect } from 'next/navigation';
import { entry, type FormState, typedIn } from '#components/ui/form-state.ts';
import { act } from '#lib/auth/act.ts';
import { extendForOutage } from '#lib/outages/extend-for-outage.ts';

export async function extendForOutageAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outageId = entry(typed, 'outageId');
  const outcome = await act(extendForOutage, { outageId, reason: entry(typed, 'reason') });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`/desk/outages/${outageId}`);
}

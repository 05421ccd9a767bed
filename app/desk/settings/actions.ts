'use server';

import { redirect } from 'next/navigation';
import { entry, type FormState, typedIn } from '#components/ui/form-state.ts';
import { act } from '#lib/auth/act.ts';
import { addClosure } from '#lib/parties/add-closure.ts';
import { configureVendor } from '#lib/parties/configure-vendor.ts';
import { recordService } from '#lib/parties/record-service.ts';
import { removeClosure } from '#lib/parties/remove-closure.ts';
import { settingsFields } from './settings-fields.ts';

export async function saveSettingsAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await act(configureVendor, settingsFields(typed));
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect('/desk/settings?done=saved');
}

export async function addClosureAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await act(addClosure, { day: entry(typed, 'day'), name: entry(typed, 'name') });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect('/desk/settings?done=closure_added#closures');
}

export async function removeClosureAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await act(removeClosure, { day: entry(typed, 'day') });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect('/desk/settings?done=closure_removed#closures');
}

export async function addServiceAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await act(recordService, { name: entry(typed, 'name'), core: entry(typed, 'core') === 'yes' });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect('/desk/settings?done=service_added#services');
}

'use server';

import { redirect } from 'next/navigation';
import { entry, type FormState, typedIn } from '#components/ui/form-state.ts';
import { act } from '#lib/auth/act.ts';
import { authoriseService } from '#lib/services/authorise-service.ts';
import { leaveService } from '#lib/services/leave-service.ts';

export async function takeUpAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const all = (name: string) => typed[name] ?? [];
  const outcome = await act(authoriseService, {
    serviceId: entry(typed, 'serviceId'),
    termsIds: all('termsIds'),
    shownTermsIds: all('shownTermsIds'),
    changeIds: all('changeIds'),
    shownChangeIds: all('shownChangeIds'),
    dora: entry(typed, 'dora') === 'yes',
    declaration: entry(typed, 'declaration') === 'yes',
  });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`/services?${new URLSearchParams({ done: 'taken-up', service: entry(typed, 'slug') ?? '' })}`);
}

export async function dropAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await act(leaveService, { serviceId: entry(typed, 'serviceId') });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`/services?${new URLSearchParams({ done: 'dropped', service: entry(typed, 'slug') ?? '' })}`);
}

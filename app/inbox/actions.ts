'use server';

import { redirect } from 'next/navigation';
import { entry, type FormState, typedIn } from '#components/ui/form-state.ts';
import { keepFor } from '#lib/auth/act.ts';
import { markRead } from '#lib/bell/mark-read.ts';

/** Marks all that the page showed, and what came before: what has come since then stays unread. */
export async function markAllReadAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await keepFor(markRead, { position: entry(typed, 'position'), through: true });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect('/inbox');
}

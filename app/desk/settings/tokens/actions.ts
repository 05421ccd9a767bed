'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import type { TokenState } from '#components/api/token-form.tsx';
import { entry, type FormState, typedIn } from '#components/ui/form-state.ts';
import { createApiToken } from '#lib/api/create-api-token.ts';
import { revokeApiToken } from '#lib/api/revoke-api-token.ts';
import { act } from '#lib/auth/act.ts';

export async function makeTokenAction(_before: TokenState | null, form: FormData): Promise<TokenState | null> {
  const typed = typedIn(form);
  const outcome = await act(createApiToken, {
    name: entry(typed, 'name'),
    scopes: typed.scopes ?? [],
    lastDay: entry(typed, 'lastDay') || null,
  });
  if (!outcome.ok) return { refusal: outcome, typed };
  // so that the list below names it too
  refresh();
  return { refusal: null, typed: {}, token: outcome.value.token };
}

export async function revokeTokenAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await act(revokeApiToken, { tokenId: entry(typed, 'tokenId') });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect('/desk/settings/tokens?done=revoked');
}

'use server';

import { redirect } from 'next/navigation';
import type { UserFormState } from '#components/desk/parties/user-forms.tsx';
import { entry, type FormState, typedIn } from '#components/ui/form-state.ts';
import { act } from '#lib/auth/act.ts';
import { initialPassword } from '#lib/auth/initial-password.ts';
import { requestOpening } from '#lib/auth/reader.ts';
import { read } from '#lib/command/read.ts';
import { asTyped } from '#lib/command/text.ts';
import { changeUser } from '#lib/parties/change-user.ts';
import { endMembership } from '#lib/parties/end-membership.ts';
import { formerUser } from '#lib/parties/former-user.ts';
import { grantRight } from '#lib/parties/grant-right.ts';
import { recordUser } from '#lib/parties/record-user.ts';

export async function addUserAction(_before: UserFormState | null, form: FormData): Promise<UserFormState | null> {
  const typed = typedIn(form);
  const [name = '', email = '', subscriberId, right] = ['name', 'email', 'subscriberId', 'right'].map((field) =>
    entry(typed, field),
  );
  const { password, passwordHash } = await initialPassword();
  const outcome = await act(recordUser, {
    name,
    email: email.trim(),
    passwordHash,
    membership: { subscriberId, right },
  });
  if (!outcome.ok) {
    const former = await read(await requestOpening(), ({ tx, actor }) =>
      actor.role === 'privacy_admin' ? formerUser(tx, asTyped(email.trim())) : Promise.resolve(undefined),
    );
    const again = former === undefined ? outcome : await act(grantRight, { subscriberId, userId: former, right });
    if (!again.ok) return { refusal: again, typed };
    redirect(`${back(form)}?done=user_again`);
  }
  return { refusal: null, typed: {}, made: { name, email: email.trim().toLowerCase(), password } };
}

export async function changeMemberAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const [subscriberId, userId, name, right] = ['subscriberId', 'userId', 'name', 'right'].map((field) =>
    entry(typed, field),
  );
  const renamed = await act(changeUser, { userId, name });
  if (!renamed.ok) return { refusal: renamed, typed };
  const granted = await act(grantRight, { subscriberId, userId, right });
  if (!granted.ok) return { refusal: granted, typed };
  redirect(`${back(form)}?done=user`);
}

export async function newPasswordAction(_before: UserFormState | null, form: FormData): Promise<UserFormState | null> {
  const typed = typedIn(form);
  const { password, passwordHash } = await initialPassword();
  const outcome = await act(changeUser, { userId: entry(typed, 'userId'), passwordHash });
  if (!outcome.ok) return { refusal: outcome, typed };
  return { refusal: null, typed: {}, made: { ...outcome.value, password } };
}

export async function endMembershipAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await act(endMembership, { membershipId: entry(typed, 'membershipId') });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`${back(form)}?done=user_ended`);
}

function back(form: FormData): string {
  const slug = form.get('slug');
  return `/desk/subscribers/${encodeURIComponent(typeof slug === 'string' ? slug : '')}`;
}

'use server';

import { redirect } from 'next/navigation';
import { entry, type FormState, typedIn } from '#components/ui/form-state.ts';
import { act } from '#lib/auth/act.ts';
import { withdrawChange } from '#lib/changes/withdraw-change.ts';
import { recordId } from '#lib/command/inputs.ts';
import { extendWindow } from '#lib/notices/extend-window.ts';
import { giveFreshNotice } from '#lib/notices/give-fresh-notice.ts';

export async function withdrawAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const changeId = entry(typed, 'changeId');
  const outcome = await act(withdrawChange, { changeId, reason: entry(typed, 'reason') });
  if (!outcome.ok) return { refusal: outcome, typed };
  redirect(`/desk/changes/${changeId}`);
}

export async function extendAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const [noticeId, scope, lastDay, reason] = ['noticeId', 'scope', 'lastDay', 'reason'].map((name) =>
    entry(typed, name),
  );
  const outcome = await act(extendWindow, { noticeId, scope, lastDay, reason });
  if (!outcome.ok) return { refusal: outcome, typed };
  const back = recordId.safeParse(entry(typed, 'changeId'));
  redirect(back.success ? `/desk/changes/${back.data}?done=extended` : '/desk/changes');
}

export async function freshNoticeAction(_before: FormState | null, form: FormData): Promise<FormState | null> {
  const typed = typedIn(form);
  const outcome = await act(giveFreshNotice, { noticeId: entry(typed, 'noticeId') });
  if (!outcome.ok) return { refusal: outcome, typed };
  const back = recordId.safeParse(entry(typed, 'changeId'));
  redirect(back.success ? `/desk/changes/${back.data}?done=fresh` : '/desk/changes');
}

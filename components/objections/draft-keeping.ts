'use client';

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { typedIn } from '#components/ui/form-state.ts';
import type { Outcome, Refusal } from '#lib/command/refusal.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { type DraftContent, draftContent } from '#lib/objections/inputs.ts';
import { draftOf, valuesTyped } from './form-values.ts';

export type SaveDraft = (noticeId: string, content: unknown) => Promise<Outcome<{ savedAt: Instant }>>;

/** Where what is typed is kept at this moment. */
export type Keeping =
  | { state: 'saved'; at: Instant }
  | { state: 'untouched' | 'typing' | 'saving' | 'unreachable' }
  | { state: 'refused'; refusal: Refusal };

/** Long enough to finish a word, short enough that a closed lid costs a sentence at most. */
const PAUSE = 1_200;

const shelf = (noticeId: string) => `demur.objection.${noticeId}`;

/**
 * Keeps what is typed into a form as the draft on its notice, a moment after each change. What can't be saved (the
 * session is over, the network is gone) is kept in this tab until it can.
 */
export function useDraftKeeping(form: RefObject<HTMLFormElement | null>, noticeId: string, save: SaveDraft) {
  const [keeping, setKeeping] = useState<Keeping>({ state: 'untouched' });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = useCallback(() => clearTimeout(timer.current), []);

  const now = useCallback(async () => {
    stop();
    if (!form.current) return;
    const content = draftOf(valuesTyped(typedIn(new FormData(form.current))));
    setKeeping({ state: 'saving' });
    const outcome = await save(noticeId, content).catch(() => null);
    if (outcome?.ok) {
      forgetInTab(noticeId);
      setKeeping({ state: 'saved', at: outcome.value.savedAt });
    } else {
      sessionStorage.setItem(shelf(noticeId), JSON.stringify(content));
      setKeeping(outcome ? { state: 'refused', refusal: outcome } : { state: 'unreachable' });
    }
  }, [form, noticeId, save, stop]);

  const changed = useCallback(() => {
    stop();
    setKeeping((before) => (before.state === 'refused' ? before : { state: 'typing' }));
    timer.current = setTimeout(now, PAUSE);
  }, [now, stop]);

  useEffect(() => stop, [stop]);
  return { keeping, now, changed, stop };
}

/** Keeps in this tab what a form holds that the server did not take. */
export function keepInTab(form: FormData, noticeId: string): void {
  sessionStorage.setItem(shelf(noticeId), JSON.stringify(draftOf(valuesTyped(typedIn(form)))));
}

/** Once it is kept elsewhere, this tab need not. */
export function forgetInTab(noticeId: string): void {
  sessionStorage.removeItem(shelf(noticeId));
}

/** What this tab kept because it could not be saved; null for nothing. */
export function keptInTab(noticeId: string): DraftContent | null {
  const kept = sessionStorage.getItem(shelf(noticeId));
  if (kept === null) return null;
  try {
    return draftContent.parse(JSON.parse(kept));
  } catch {
    return null;
  }
}

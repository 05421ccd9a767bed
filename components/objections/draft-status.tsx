'use client';

import { TextLink } from '#components/ui/button.tsx';
import { timeInWords } from '#lib/deadlines/speak.ts';
import type { Keeping } from './draft-keeping.ts';
import { isSignedOut } from './form-shown.ts';

export type DraftStatusProps = {
  keeping: Keeping;
  zone: string;
  /** Said while nothing has been typed: when and by whom the draft was saved last. */
  before: string;
};

/** Whether what is typed is safe, in words. */
export function DraftStatus({ keeping, zone, before }: DraftStatusProps) {
  return (
    <p role="status" className="text-ink-2 text-sm">
      {said(keeping, zone, before)}
    </p>
  );
}

function said(keeping: Keeping, zone: string, before: string): string {
  switch (keeping.state) {
    case 'saved':
      return `Draft saved ${timeInWords(keeping.at, zone)}`;
    case 'untouched':
      return before;
    case 'typing':
    case 'saving':
      return 'Saving the draft…';
    case 'unreachable':
      return 'Not saved: there is no connection. What you typed is kept in this tab, and saved with your next change.';
    case 'refused':
      return isSignedOut(keeping.refusal)
        ? 'Not saved: you are signed out. What you typed is kept in this tab.'
        : `Not saved: ${keeping.refusal.sentence} What you typed is kept in this tab.`;
  }
}

/** The way back in, for somebody whose session ended while they were writing. */
export function SignInAgain({ noticeId }: { noticeId: string }) {
  return (
    <TextLink href={`/sign-in?next=${encodeURIComponent(`/changes/${noticeId}/objection`)}`}>
      Sign in again and go on with what you typed
    </TextLink>
  );
}

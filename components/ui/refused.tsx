'use client';

import { usePathname } from 'next/navigation';
import type { Refusal } from '#lib/command/refusal.ts';
import { Banner } from './banner.tsx';
import { TextLink } from './button.tsx';

/** What stands in the way. Whoever is signed out signs in beside the form, which keeps what was typed into it. */
export function Refused({ refusal }: { refusal: Refusal }) {
  const path = usePathname();
  return (
    <Banner
      tone="bad"
      actions={
        refusal.code === 'not_signed_in' ? (
          <TextLink href={`/sign-in?next=${encodeURIComponent(path)}`} target="_blank">
            Sign in in a new tab, then come back and press the button again
          </TextLink>
        ) : null
      }
    >
      {refusal.sentence}
    </Banner>
  );
}

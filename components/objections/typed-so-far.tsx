'use client';

import { useEffect, useState } from 'react';
import { Section } from '#components/ui/card.tsx';
import { Prose } from '#components/ui/prose.tsx';
import type { DraftContent } from '#lib/objections/inputs.ts';
import { keptInTab } from './draft-keeping.ts';
import { keyed } from './letter-shown.tsx';

export type TypedSoFarProps = { noticeId: string; draft: Partial<DraftContent> };

/** What was typed for an objection that can't be filed any more: in this tab, or else as the draft has it. */
export function TypedSoFar({ noticeId, draft }: TypedSoFarProps) {
  const [content, setContent] = useState(draft);
  useEffect(() => setContent((saved) => keptInTab(noticeId) ?? saved), [noticeId]);
  const texts = [content.groundsText ?? '', ...(content.requestedActions ?? [])].filter((text) => text.trim() !== '');
  if (texts.length === 0) return null;
  return (
    <Section title="What was typed" note="still kept, so that you can copy it">
      {keyed(texts).map(({ key, line }) => (
        <div key={key} className="mb-3 rounded-lg border border-rule bg-sheet px-4 py-3.5">
          <Prose>{line}</Prose>
        </div>
      ))}
    </Section>
  );
}

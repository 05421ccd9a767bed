'use client';

import { useEffect, useState } from 'react';
import { Progress } from '#components/ui/progress.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { PublishingStep } from '#db/schema/vocabulary.ts';

export type ProgressTold = { step: PublishingStep; done: number; total: number };

const STEP: Record<PublishingStep, string> = {
  register: 'Writing the register and the changes',
  notices: 'Giving notices',
  letters: 'Noting the letters due',
  log: 'Writing the log',
};
const EVERY = 500;

/** How far a publication has come, asked for again and again until it is over. */
export function PublishingNow({ draftId, told: opened }: { draftId: string; told: ProgressTold | null }) {
  const [told, setTold] = useState(opened);
  useEffect(() => {
    const gone = new AbortController();
    const ask = async () => {
      const answer = await fetch(`/desk/changes/new/progress?draft=${draftId}`, { signal: gone.signal });
      const progress: ProgressTold | null = answer.ok ? await answer.json() : null;
      if (progress) setTold(progress);
    };
    const timer = setInterval(() => ask().catch(() => undefined), EVERY);
    return () => {
      clearInterval(timer);
      gone.abort();
    };
  }, [draftId]);
  if (!told) return <Note className="mt-3">It is one transaction: all of it stands, or nothing does.</Note>;
  const { step, done, total } = told;
  // only notices are counted one by one; what follows is about all of them
  return <Progress label={STEP[step]} done={step === 'register' ? 0 : step === 'notices' ? done : total} of={total} />;
}

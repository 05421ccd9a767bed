'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

type Line = { stage: 'entries' | 'rows'; done: number; of: number | null } | { finished: true; ok: boolean };

/**
 * Has the whole log checked. With scripts the answer comes as lines that say how far it is; without, the form is sent
 * and the page comes back when the check is over. Either way the finding is read from the log, where it is recorded.
 */
export function CheckLogForm({ entries }: { entries: number }) {
  const router = useRouter();
  const [progress, setProgress] = useState<Line | null>(null);
  const [broken, setBroken] = useState(false);
  const [sending, setSending] = useState(false);

  async function check(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setSending(true);
    setBroken(false);
    try {
      await eachLine(
        await fetch('/log/check', { method: 'POST', headers: { accept: 'application/x-ndjson' } }),
        setProgress,
      );
      router.refresh();
    } catch {
      setBroken(true);
    } finally {
      setSending(false);
      setProgress(null);
    }
  }

  return (
    <form method="post" action="/log/check" onSubmit={check}>
      <SubmitButton pending={sending} pendingLabel="Checking…">
        Check the log now
      </SubmitButton>
      {progress && 'stage' in progress ? (
        <Progress
          label={progress.stage === 'entries' ? 'Entries checked' : 'Entries checked; now comparing rows'}
          done={progress.stage === 'entries' ? progress.done : entries}
          of={Math.max(entries, progress.stage === 'entries' ? progress.done : 0)}
        />
      ) : null}
      {broken ? (
        <Banner tone="bad" title="The check did not come to its end">
          Nothing is known about the log from it. Try again; if it stops again, run “npm run log:check” at the
          installation’s shell.
        </Banner>
      ) : null}
    </form>
  );
}

async function eachLine(answer: Response, told: (line: Line) => void): Promise<void> {
  if (!answer.ok || !answer.body) throw new Error(`The check was answered with ${answer.status}.`);
  let rest = '';
  let finished = false;
  const decoder = new TextDecoder();
  for (const reader = answer.body.getReader(); ; ) {
    const { value, done } = await reader.read();
    rest += decoder.decode(value, { stream: !done });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const said = JSON.parse(line) as Line;
      finished ||= 'finished' in said;
      told(said);
    }
    if (done) break;
  }
  if (!finished) throw new Error('The answer broke off.');
}

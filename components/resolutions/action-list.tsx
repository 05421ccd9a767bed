import { At } from '#components/ui/at.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Prose } from '#components/ui/prose.tsx';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn, dayInWords } from '#lib/deadlines/speak.ts';
import { CompletionForm, type CompletionFormProps } from './completion-form.tsx';

export type UndertakenShown = {
  id: string;
  number: number;
  text: string;
  owner: string;
  dueOn: CivilDate;
  completion: { evidence: string; completedAt: Instant; disputedAt: Instant | null; dispute: string | null } | null;
};

export type ActionListProps = {
  actions: readonly UndertakenShown[];
  now: Instant;
  zone: string;
  subscriberName: string;
  /** Records one as done; null where a later decision has taken its place. */
  complete: CompletionFormProps['action'] | null;
};

/** What was undertaken: who does it by when, what is done with which evidence, what is disputed. */
export function ActionList({ actions, now, zone, subscriberName, complete }: ActionListProps) {
  const today = civilDayIn(now, zone);
  return (
    <ol aria-label="Corrective actions" className="grid gap-4">
      {actions.map(({ id, number, text, owner, dueOn, completion }) => (
        <li key={id} className="rounded-lg border border-rule bg-sheet px-4 py-4 sm:px-5.5">
          <p className="whitespace-pre-wrap font-medium">
            <span className="text-ink-2 tabular-nums">{number}.</span> {text}
          </p>
          <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-2 text-sm">
            {owner} · done by {dayInWords(dueOn)}
            {completion ? (
              <Chip tone="good">Done</Chip>
            ) : dueOn < today ? (
              <Chip tone="bad">Due date passed</Chip>
            ) : (
              <Chip tone="warn">Outstanding</Chip>
            )}
            {completion?.disputedAt ? <Chip tone="warn">Disputed</Chip> : null}
          </p>
          {completion ? (
            <div className="mt-3 border-rule-2 border-t pt-3">
              <p className="text-ink-2 text-sm">
                Recorded as done <At instant={completion.completedAt} zone={zone} />, with this evidence:
              </p>
              <Prose className="mt-1">{completion.evidence}</Prose>
              {completion.disputedAt ? (
                <div className="mt-3">
                  <p className="text-ink-2 text-sm">
                    {subscriberName} disputed it <At instant={completion.disputedAt} zone={zone} />. That has no effect
                    on authorisation, and is on the record:
                  </p>
                  <Prose className="mt-1">{completion.dispute ?? ''}</Prose>
                </div>
              ) : null}
            </div>
          ) : complete ? (
            <CompletionForm action={complete} actionId={id} number={number} subscriberName={subscriberName} />
          ) : null}
        </li>
      ))}
    </ol>
  );
}

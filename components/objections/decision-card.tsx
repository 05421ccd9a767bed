import type { ReactNode } from 'react';
import { Chip } from '#components/ui/chip.tsx';
import { Letter } from '#components/ui/letter.tsx';
import type { Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn, dayInWords, inWords } from '#lib/deadlines/speak.ts';
import type { ActionShown, DecisionShown } from './decided-shown.ts';
import { decisionInWords } from './decision-words.ts';

const OPTION: Record<DecisionShown['option'], string> = {
  cease: 'Cease',
  corrective_action: 'Corrective action',
  feature_withdrawal: 'Feature withdrawal',
};

export type DecisionCardProps = {
  decision: DecisionShown;
  company: string;
  vendorName: string;
  /** That it limits no rights, and where termination is. */
  rights: string;
  now: Instant;
  zone: string;
  /** What the reader can do about an action that is said to be done. */
  dispute?: (action: ActionShown) => ReactNode;
};

/** A decision on the objection: what it means, why, what is still to be done, and what it leaves alone. */
export function DecisionCard({ decision, company, vendorName, rights, now, zone, dispute }: DecisionCardProps) {
  const { option, reasons, resolvedAt, stands, actions, dataStatement } = decision;
  return (
    <Letter
      label={`Decision: ${OPTION[option]}`}
      from={vendorName}
      dated={inWords(resolvedAt, zone)}
      subject={OPTION[option]}
      marks={stands ? undefined : <Chip tone="warn">Replaced by a later decision</Chip>}
      text={reasons}
    >
      <div className="grid gap-3 text-base text-ink">
        {decisionInWords(decision, company).map((sentence) => (
          <p key={sentence} className="whitespace-pre-wrap">
            {sentence}
          </p>
        ))}
        {actions.length > 0 ? (
          <ol aria-label="Actions" className="grid gap-3">
            {actions.map((action) => (
              <ActionLine key={action.id} action={action} now={now} zone={zone}>
                {stands && action.completion && !action.completion.disputedAt ? dispute?.(action) : null}
              </ActionLine>
            ))}
          </ol>
        ) : null}
        {dataStatement ? (
          <p>
            {dataStatement.statement === 'nothing_sent' ? 'Nothing was sent.' : 'Deletion is confirmed.'}{' '}
            {dataStatement.detail} <span className="text-ink-2">Stated {inWords(dataStatement.statedAt, zone)}.</span>
          </p>
        ) : option === 'cease' && stands ? (
          <p className="text-ink-2">
            When that is done, it is stated here: nothing was sent, or deletion is confirmed.
          </p>
        ) : null}
        <p className="border-rule-2 border-t pt-3 text-ink-2 text-sm">{rights}</p>
      </div>
    </Letter>
  );
}

function ActionLine({
  action,
  now,
  zone,
  children,
}: {
  action: ActionShown;
  now: Instant;
  zone: string;
  children: ReactNode;
}) {
  const { number, text, owner, dueOn, completion } = action;
  const missed = !completion && dueOn < civilDayIn(now, zone);
  return (
    <li className="rounded-md border border-rule px-4 py-3">
      <p className="mb-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
        <span className="font-semibold">Action {number}</span>
        {completion ? <Chip>Done</Chip> : <Chip tone="warn">{missed ? 'Due date missed' : 'Outstanding'}</Chip>}
        {completion?.disputedAt ? <Chip tone="warn">Disputed by you</Chip> : null}
      </p>
      <p className="whitespace-pre-wrap break-words">{text}</p>
      <p className="mt-1 text-ink-2 text-sm">
        {owner} · by {dayInWords(dueOn)}
      </p>
      {completion ? (
        <p className="mt-2 whitespace-pre-wrap break-words text-sm">
          <span className="text-ink-2">Done, recorded {inWords(completion.completedAt, zone)}. Evidence: </span>
          {completion.evidence}
        </p>
      ) : null}
      {completion?.disputedAt ? (
        <p className="mt-2 whitespace-pre-wrap break-words text-sm">
          <span className="text-ink-2">You disputed that {inWords(completion.disputedAt, zone)}: </span>
          {completion.dispute}
        </p>
      ) : null}
      {children ? <div className="mt-2">{children}</div> : null}
    </li>
  );
}

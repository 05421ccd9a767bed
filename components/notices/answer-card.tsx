import type { ReactNode } from 'react';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { Instant } from '#lib/deadlines/instant.ts';
import { inWords } from '#lib/deadlines/speak.ts';
import { answerInWords } from './answer-words.ts';
import type { Case } from './notice-shown.ts';

export type AnswerCardProps = {
  shown: Case;
  zone: string;
  subscriberName: string;
  /** Whether the reader may bind the organisation. */
  signatory: boolean;
  /** The form behind "Record no objection". */
  accept: ReactNode;
  /** The form that takes it back. */
  takeBack: ReactNode;
};

/** What can be answered now, and what follows from each answer, before anything is pressed. */
export function AnswerCard({ shown, zone, subscriberName, signatory, accept, takeBack }: AnswerCardProps) {
  const { notice, now, objections } = shown;
  const { standing, late } = answerInWords(shown, zone);
  const base = `/changes/${notice.id}`;
  const open = now < notice.closesAt;
  const ended =
    shown.change.withdrawnAt !== null || ['superseded', 'change_withdrawn', 'not_concerned'].includes(notice.outcome);
  const standingLate = objections.find(({ status }) => status === 'late');
  const canObject = !ended && notice.outcome !== 'objected' && !standingLate;
  return (
    <Card title="Your answer">
      <div className="grid gap-3 text-sm">
        {standing.map((sentence) => (
          <p key={sentence} className="text-ink-2">
            {sentence}
          </p>
        ))}
        <OwnObjections shown={shown} zone={zone} />
        {shown.supersededBy ? (
          <LinkButton look="primary" full href={`/changes/${shown.supersededBy}`}>
            Read the corrected notice
          </LinkButton>
        ) : null}
        {canObject && late ? <p className="text-ink-2">{late}</p> : null}
        {canObject ? (
          <LinkButton
            look={open && notice.outcome === 'open' ? 'primary' : 'quiet'}
            full
            href={`${base}/objection`}
            className="text-base"
          >
            Object to this change
          </LinkButton>
        ) : null}
        {canObject && shown.draft ? <DraftNote draft={shown.draft} zone={zone} /> : null}
        {notice.outcome === 'open' && signatory ? accept : null}
        {notice.outcome === 'accepted' && open && !ended && signatory && !notice.earlyStartAt ? takeBack : null}
        {canObject && !signatory ? (
          <p className="text-ink-2">
            You can prepare an objection. Filing it, and recording no objection, is for a signatory of {subscriberName}.
          </p>
        ) : null}
        <p className="flex flex-wrap gap-x-4 gap-y-1">
          <TextLink href={`${base}/question`} className="inline-block py-0.5">
            Ask a question
          </TextLink>
          {open && !ended ? (
            <TextLink href={`${base}/more-time`} className="inline-block py-0.5">
              Ask for more time
            </TextLink>
          ) : null}
          {open && !ended ? (
            <TextLink href={`${base}/deadline.ics`} download className="inline-block py-0.5">
              Add the deadline to your calendar
            </TextLink>
          ) : null}
        </p>
      </div>
    </Card>
  );
}

function OwnObjections({ shown, zone }: { shown: Case; zone: string }) {
  const { objections, notice } = shown;
  if (objections.length === 0) return null;
  const [latest] = objections;
  return (
    <>
      {notice.outcome === 'objected' && latest ? (
        <LinkButton look="primary" full href={`/objections/${latest.reference}`} className="text-base">
          Read your objection
        </LinkButton>
      ) : null}
      <ul className="grid gap-1">
        {objections.map(({ id, reference, status, receivedAt, carriedFrom }) => (
          <li key={id}>
            <TextLink href={`/objections/${reference}`} className="inline-block py-0.5">
              {reference}
            </TextLink>
            <span className="block text-ink-2">
              {status === 'retracted' ? 'Retracted. ' : status === 'late' ? 'Late, kept on record. ' : ''}
              {carriedFrom ? `Carried over from ${carriedFrom}. ` : ''}Received {inWords(receivedAt, zone)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function DraftNote({ draft, zone }: { draft: { updatedAt: Instant; by: string | null }; zone: string }) {
  return (
    <Note>
      There is a draft{draft.by ? `, last saved by ${draft.by}` : ''}: {inWords(draft.updatedAt, zone)}.
    </Note>
  );
}

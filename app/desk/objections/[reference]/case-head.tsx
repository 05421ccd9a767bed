import type { ReactNode } from 'react';
import { sameGroundInWords } from '#components/desk/case-letter.tsx';
import { dueInWords, STATUS_WORD } from '#components/desk/due-words.ts';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { TONE_TEXT } from '#components/ui/tone.ts';
import { stateInWords } from '#lib/authorisations/authorisation.ts';
import { clauseInWords } from '#lib/changes/clause.ts';
import { listed } from '#lib/changes/words.ts';
import { dayInWords, inWords, utcExact } from '#lib/deadlines/speak.ts';
import type { DeskCase } from '#lib/objections/desk-case.ts';

/** Who objects to what, since when, under which agreement, and where the new terms stand meanwhile. */
export function CaseHead({ shown, zone }: { shown: DeskCase; zone: string }) {
  const { receipt, names, change, dpa, notice, sameGround, status, now } = shown;
  const { concern } = notice;
  const due = dueInWords(shown, now, zone);
  const waiting = status === 'filed' || status === 'under_review';
  const facts: [key: string, fact: ReactNode][] = [
    ['dpa', `${dpa.reference}, ${clauseInWords(dpa.objectionClause)}`],
    ['dora', notice.dora ? `DORA${concern.services.length > 0 ? ` for ${listed(concern.services)}` : ''}` : null],
    ['start', `planned start ${dayInWords(change.plannedStartOn)}`],
    ['authorisation', authorisationShort(shown)],
    ['same', sameGroundInWords(sameGround)],
    [
      'change',
      <TextLink key="change" href={`/desk/changes/${change.id}`}>
        the change
      </TextLink>,
    ],
    [
      'letters',
      <TextLink key="letters" href={`/desk/letters?reference=${receipt.reference}`}>
        its letters
      </TextLink>,
    ],
  ];
  return (
    <PageHeader
      size="case"
      eyebrow={
        <>
          <span className="font-mono">{receipt.reference}</span> · {receivedInWords(shown, zone)}
          {status === 'late' ? null : ` · ${STATUS_WORD[status].toLowerCase()}`}
          {waiting ? (
            <>
              {' '}
              · <span className={`font-semibold ${TONE_TEXT[due.tone]}`}>{due.words}</span>
            </>
          ) : null}
        </>
      }
      title={`${names.subscriberName} objects to “${change.title}”`}
      facts={facts
        .filter(([, fact]) => fact !== null)
        .map(([key, fact], index) => (
          <span key={key}>
            {index > 0 ? ' · ' : null}
            {fact}
          </span>
        ))}
    />
  );
}

function receivedInWords({ receipt, filed, recordedBy }: DeskCase, zone: string) {
  const timely = receipt.late ? 'late' : 'in time';
  if (filed.channel === 'demur')
    return (
      <>
        filed{' '}
        <time dateTime={receipt.receivedAt} title={inWords(receipt.receivedAt, zone)}>
          {utcExact(receipt.receivedAt)}
        </time>
        , {timely}
      </>
    );
  return (
    <>
      came by {filed.channel === 'email' ? 'e-mail' : 'post'}{' '}
      <time dateTime={receipt.receivedAt} title={inWords(receipt.receivedAt, zone)}>
        {utcExact(receipt.receivedAt)}
      </time>
      , {timely} (stated by us, not measured; recorded {recordedBy ? `by ${recordedBy} ` : ''}
      {utcExact(receipt.recordedAt)})
    </>
  );
}

/** "Twilio’s new terms: on hold" */
function authorisationShort({ authorisations, names }: DeskCase): string | null {
  const states = [
    ...new Set(authorisations.filter(({ ofNewTerms }) => ofNewTerms).map(({ state }) => stateInWords[state])),
  ];
  return states.length > 0 ? `${names.subprocessorName}’s new terms: ${listed(states)}` : null;
}

import { GRADE } from '#components/letters/letter-words.ts';
import { Disclosure, Proof } from '#components/ui/disclosure.tsx';
import { Prose } from '#components/ui/prose.tsx';
import type { ChangeShown } from '#lib/changes/change-shown.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { type Delivery, gradeOf } from '#lib/letters/letter.ts';
import type { Notice } from './notice-shown.ts';

export type NoticeProofProps = {
  notice: Notice;
  change: ChangeShown;
  working: Working;
  /** What the notice says, as it was kept at publication with its SHA-256; null: published before that was kept. */
  frozen: { text: string; sha256: string } | null;
  readings: readonly { by: string | null; readAt: Instant }[];
  /** Of the letters with the notice. */
  deliveries: readonly Delivery[];
  /** Positions in the log of the entries about this case. */
  positions: readonly number[];
};

/** What a notice can be found and checked by. */
export function NoticeProof({ notice, change, working, frozen, readings, deliveries, positions }: NoticeProofProps) {
  return (
    <div className="mt-9">
      <Proof
        facts={[
          { label: 'Case', value: notice.reference },
          { label: 'DPA', value: notice.dpaReference },
          { label: 'Policy version', value: String(change.version) },
          { label: 'Given', value: notice.givenAt },
          { label: 'Closes', value: notice.closesAt },
          ...(notice.closesAt === working.closesAt
            ? []
            : [{ label: 'Closes, as first counted', value: working.closesAt }]),
          { label: 'Counts as shown', ...shownInFact(notice) },
          ...deliveries.map((delivery) => ({
            label: `Letter to ${delivery.name ?? delivery.address ?? 'a recipient'}`,
            value: howFar(delivery),
            prose: true as const,
          })),
          ...readings.map(({ by, readAt }) => ({ label: `Read by ${by ?? 'a user'}`, value: readAt })),
          frozen
            ? { label: 'Notice’s text, SHA-256', value: frozen.sha256 }
            : { label: 'Notice’s text', value: 'not kept', prose: true },
          ...(positions.length > 0 ? [{ label: 'Log positions', value: positions.join(', ') }] : []),
        ]}
      >
        A letter that a mail server took over is not shown to have been read; one counts while it has not come back.
        Instants are UTC, as the database’s clock gave them. Each log position is one entry of the evidence log, which
        holds the hash of the entry before it; a case file holds the entries themselves.
        {frozen ? (
          <div className="mt-3">
            <Disclosure summary="The notice’s text, as it was kept at publication">
              <Prose className="text-ink">{frozen.text}</Prose>
            </Disclosure>
          </div>
        ) : null}
      </Proof>
    </div>
  );
}

function shownInFact({ shownAt, unprovenSince }: Notice): { value: string; prose?: true } {
  if (!shownAt) return { value: 'not yet', prose: true };
  return unprovenSince
    ? { value: `from ${shownAt}; the letter has come back since, ${unprovenSince}`, prose: true }
    : { value: shownAt };
}

/** "Accepted by the recipient’s mail server, 2026-11-12T08:00:01.000000Z" */
function howFar(delivery: Delivery): string {
  const { bouncedAt, failedAt, acceptedAt, handedAt } = delivery;
  return [GRADE[gradeOf(delivery)].word, bouncedAt ?? failedAt ?? acceptedAt ?? handedAt].filter(Boolean).join(', ');
}

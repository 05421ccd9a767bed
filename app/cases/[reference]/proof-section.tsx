import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { Instant } from '#lib/deadlines/instant.ts';
import { inShort } from '#lib/deadlines/speak.ts';
import type { CaseRecord } from '#lib/exports/case-shape.ts';
import { gradesInWords, provingLetters, shownInWords } from '#lib/exports/letter-words.ts';
import { sentence } from '#lib/exports/words.ts';

/** What shows that the notice reached the subscriber, grade by grade: which server took the letter, and who read it here. */
export function ProofSection({ record, zone }: { record: CaseRecord; zone: string }) {
  const when = (at: string) => inShort(at as Instant, zone);
  const { readings, notice } = record;
  const deliveries = provingLetters(record).flatMap((letter) => letter.deliveries);
  return (
    <Section title="Proof of notice">
      <DefinitionTable
        rows={[
          { label: 'Counts as shown', value: shownInWords(record, when) },
          ...(notice.followedBy
            ? [
                {
                  label: 'Followed by',
                  value: (
                    <>
                      a fresh notice, <TextLink href={`/cases/${notice.followedBy}`}>{notice.followedBy}</TextLink>
                    </>
                  ),
                },
              ]
            : []),
          ...deliveries.map((delivery) => ({
            key: delivery.id,
            label: `Letter to ${delivery.to.name ?? delivery.to.address ?? 'a recipient'}`,
            value: (
              <ol className="space-y-1">
                {gradesInWords(delivery, when).map((grade) => (
                  <li key={grade} className="break-words">
                    {sentence(grade)}
                  </li>
                ))}
              </ol>
            ),
          })),
          ...(deliveries.length === 0 ? [{ label: 'Letters', value: 'No letter with the notice has been sent' }] : []),
          ...readings.map(({ by, readAt }) => ({
            key: `${by.name} ${readAt}`,
            label: `Read by ${by.name ?? 'a user'}`,
            value: `${when(readAt)}, in Demur`,
          })),
          ...(readings.length === 0 ? [{ label: 'Read in Demur', value: 'By nobody yet' }] : []),
        ]}
      />
      <Note className="mt-3">
        A letter that our relay or the recipient’s server took over is not shown to have been read. A hand-over counts
        while the letter has not come back.
      </Note>
    </Section>
  );
}

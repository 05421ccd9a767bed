import { LETTER } from '#components/letters/letter-words.ts';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { LetterKind } from '#db/schema/vocabulary.ts';
import type { Cockpit } from '#lib/changes/desk-queries.ts';
import { counted } from '#lib/changes/words.ts';
import type { LettersOfKind } from '#lib/letters/change-letters.ts';

const grouped = new Intl.NumberFormat('en-GB');

/** What is owed to the subscribers about the change, by kind, and how far it is known to have come. */
export function Deliveries({
  cockpit: { changeId, letters, readings, shown },
  notices,
  demo,
}: {
  cockpit: Pick<Cockpit, 'changeId' | 'letters' | 'readings' | 'shown'>;
  notices: number;
  demo: boolean;
}) {
  const owed = Object.entries(letters) as [LetterKind, LettersOfKind][];
  const read = readings.reduce((sum, { n }) => sum + n, 0);
  const all = counted(notices, 'subscriber');
  return (
    <Card title="Deliveries" level={3}>
      <DefinitionTable
        rows={[
          { label: 'Read in Demur', value: `by ${grouped.format(read)} of ${all}` },
          { label: 'Notice shown', value: `to ${grouped.format(shown)} of ${all}` },
          ...owed
            .sort(([, one], [, other]) => most(other) - most(one))
            .map(([kind, counts]) => ({
              key: kind,
              label: LETTER[kind],
              value: <Counts counts={counts} changeId={changeId} kind={kind} demo={demo} />,
            })),
        ]}
      />
      <Note className="mt-3">
        A notice counts as shown once somebody there has read it, or our relay has taken the letter over and nobody has
        refused it since. What a mail server accepted, nobody need have read.
      </Note>
      <p className="mt-2">
        <TextLink href={`/desk/letters?change=${changeId}`}>All letters of this change</TextLink>
      </p>
    </Card>
  );
}

const most = (counts: LettersOfKind) => Object.values(counts).reduce((sum, n) => sum + n, 0);

/** In the order of the way that a letter goes. What none has reached is left out. */
const GRADES: { of: keyof LettersOfKind; word: string; list?: string; bad?: true }[] = [
  { of: 'bounced', word: 'bounced', list: 'bounced', bad: true },
  { of: 'failed', word: 'could not be sent', list: 'failed', bad: true },
  { of: 'notWritten', word: 'could not be written', list: 'failed', bad: true },
  { of: 'toWrite', word: 'waiting to be written', list: 'waiting' },
  { of: 'waiting', word: 'waiting to be sent', list: 'waiting' },
  { of: 'handed', word: 'handed over', list: 'sent' },
  { of: 'accepted', word: 'of them accepted by the recipient’s mail server' },
  { of: 'lapsed', word: 'lapsed unsent', list: 'lapsed' },
];

type CountsProps = { counts: LettersOfKind; changeId: string; kind: LetterKind; demo: boolean };

function Counts({ counts, changeId, kind, demo }: CountsProps) {
  return (
    <ul className="space-y-0.5">
      {GRADES.filter(({ of }) => counts[of] > 0).map(({ of, word, list, bad }) => {
        // a demo hands nothing over
        const said = `${grouped.format(counts[of])} ${demo && of === 'handed' ? 'kept here' : word}`;
        const query = new URLSearchParams({ change: changeId, kind, ...(list && { list }) });
        return (
          <li key={of} className={bad ? 'font-medium text-bad' : ''}>
            {list ? <TextLink href={`/desk/letters?${query}`}>{said}</TextLink> : <span className="pl-3">{said}</span>}
          </li>
        );
      })}
    </ul>
  );
}

import { Card } from '#components/ui/card.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { LetterKind } from '#db/schema/vocabulary.ts';
import { counted } from '#lib/changes/words.ts';

/** What is owed to the subscribers about the change, and how far it is known to have come. */
export function Deliveries({
  letters,
  shown,
  notices,
}: {
  letters: Partial<Record<LetterKind, number>>;
  shown: number;
  notices: number;
}) {
  const owed = Object.entries(letters) as [LetterKind, number][];
  return (
    <Card title="Deliveries" level={3}>
      <DefinitionTable
        rows={[
          { label: 'Read in Demur', value: `by ${shown} of ${counted(notices, 'subscriber')}` },
          ...owed
            .sort(([, one], [, other]) => other - one)
            .map(([kind, n]) => ({ key: kind, label: LETTER[kind], value: `${n} queued` })),
        ]}
      />
      <Note className="mt-3">
        A letter is owed from the instant of its cause and stays queued until it is sent. What a mail server accepted is
        told here once letters are sent; only a reading in Demur shows the notice.
      </Note>
    </Card>
  );
}

const LETTER: Record<LetterKind, string> = {
  notice: 'Notices',
  reminder: 'Reminders',
  receipt: 'Receipts of objections',
  supplement: 'Receipts of supplements',
  message: 'Messages',
  proposal: 'Proposals',
  decision: 'Decisions',
  action_done: 'Actions done',
  action_overdue: 'Actions past their date',
  data_statement: 'Statements on data',
  retraction: 'Receipts of retractions',
  no_objection_record: 'Records that no objection was received',
  change_withdrawn: 'Withdrawal of the change',
  superseded: 'Correction of the change',
  carried_over: 'Objections carried over',
  window_extended: 'Extensions',
  admission: 'Admissions',
  service_authorised: 'Services taken up',
  follow_confirmation: 'Confirmations of followers',
  register_published: 'Publications told to followers',
  response_overdue: 'Our own targets passed',
  weekly_digest: 'Weekly digests',
};

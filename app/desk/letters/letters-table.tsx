import { DeliveryState, RecipientName } from '#components/letters/delivery-state.tsx';
import { GRADE, LAPSE, LETTER, letterChip } from '#components/letters/letter-words.ts';
import { At } from '#components/ui/at.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { type Grade, gradeOf } from '#lib/letters/letter.ts';
import type { LetterList, ListedLetter } from '#lib/letters/letters-list.ts';

export type LettersTableProps = {
  list: LetterList;
  rows: readonly ListedLetter[];
  /** It stands beside another list. */
  titled: boolean;
  narrowed: boolean;
  first: string | null;
  next: string | null;
  /** Where all letters are listed; null on that very page. */
  all: string | null;
  zone: string;
};

const TITLE: Record<LetterList, string> = {
  all: 'Letters',
  to_write: 'To be written',
  to_send: 'To be sent',
  sent: 'Sent',
  bounced: 'Bounced',
  not_written: 'Could not be written',
  not_sent: 'Could not be sent',
  lapsed: 'Lapsed',
};

/** What will stand in an empty list, and when. */
const EMPTY: Record<LetterList, { title: string; will: string }> = {
  all: {
    title: 'No letters yet',
    will: 'A letter stands here from the instant at which it is owed: with the first change that is published.',
  },
  to_write: {
    title: 'Nothing is to be written',
    will: 'What is owed is written within seconds, and stands here until then.',
  },
  to_send: {
    title: 'Nothing waits to be sent',
    will: 'A letter stands here until a mail server has taken it or refused it, for two days at most.',
  },
  sent: { title: 'Nothing is sent yet', will: 'A letter stands here once our relay has taken it over.' },
  bounced: {
    title: 'Nothing has bounced',
    will: 'A letter that a server refuses stands here, so that another contact can be chosen.',
  },
  not_written: {
    title: 'Every letter could be written',
    will: 'One that could not would stand here alone, with what went wrong; the others go on.',
  },
  not_sent: {
    title: 'Every letter was taken or refused',
    will: 'One that no server takes in two days stands here, to be sent again.',
  },
  lapsed: {
    title: 'No letter has lapsed',
    will: 'One that is no longer due when its turn comes, such as a reminder of what is answered, stands here unsent.',
  },
};

/** Letters, or deliveries, the latest first. */
export function LettersTable({ list, rows, titled, narrowed, first, next, all, zone }: LettersTableProps) {
  const table = (
    <>
      <DataTable
        caption={`${TITLE[list]}, the latest first${narrowed ? ', as filtered' : ''}`}
        columns={columns(list, zone)}
        rows={rows}
        rowKey={({ letterId, deliveries }) => (isOfDeliveries(list) ? (deliveries[0]?.id ?? letterId) : letterId)}
        empty={
          narrowed || first ? (
            <EmptyState
              title="No letter fits"
              action={all ? <TextLink href={all}>Show all letters</TextLink> : undefined}
            >
              Clear a filter, or look in another part of the list.
            </EmptyState>
          ) : (
            <EmptyState title={EMPTY[list].title}>{EMPTY[list].will}</EmptyState>
          )
        }
      />
      <KeysetPager label={`Pages of: ${TITLE[list]}`} previous={first} previousLabel="First page" next={next} />
    </>
  );
  return titled ? <Section title={TITLE[list]}>{table}</Section> : table;
}

const isOfDeliveries = (list: LetterList) =>
  list === 'to_send' || list === 'sent' || list === 'bounced' || list === 'not_sent';

const columns = (list: LetterList, zone: string): Column<ListedLetter>[] => [
  {
    key: 'letter',
    header: 'Letter',
    names: true,
    share: 'w-1/3',
    cell: ({ letterId, kind, reference, change }) => (
      <>
        <TextLink href={`/desk/letters/${letterId}`}>{LETTER[kind]}</TextLink>
        {change ? (
          <span className="block font-normal text-ink-2 text-sm">
            {change.title}
            {reference ? <span className="whitespace-nowrap"> · {reference}</span> : null}
          </span>
        ) : null}
      </>
    ),
  },
  {
    key: 'to',
    header: 'To',
    share: 'w-1/4',
    cell: (row) => <ToWhom row={row} named={isOfDeliveries(list)} />,
  },
  { key: 'owed', header: 'Owed since', cell: ({ obligedAt }) => <At instant={obligedAt} zone={zone} /> },
  {
    key: 'state',
    header: 'State',
    cell: (row) =>
      isOfDeliveries(list) && row.deliveries[0] ? (
        <DeliveryState delivery={row.deliveries[0]} zone={zone} />
      ) : (
        <StateOf row={row} zone={zone} />
      ),
  },
];

const NAMED = 3;

/** @param named by name and address, where the line is about one delivery */
function ToWhom({ row: { subscriber, toFollower, deliveries }, named }: { row: ListedLetter; named: boolean }) {
  const [only] = deliveries;
  const names = [...new Set(deliveries.map(({ name, address }) => name ?? address ?? 'an address that is erased'))];
  return (
    <>
      {subscriber ? <TextLink href={`/desk/subscribers/${subscriber.slug}`}>{subscriber.name}</TextLink> : null}
      {!subscriber ? <span>{toFollower ? 'A follower of the register' : 'Our privacy admins'}</span> : null}
      {names.length > 0 ? (
        <span className="block text-ink-2 text-sm">
          {named && only ? (
            <RecipientName delivery={only} />
          ) : (
            `${names.slice(0, NAMED).join(', ')}${names.length > NAMED ? ` and ${names.length - NAMED} more` : ''}`
          )}
        </span>
      ) : null}
    </>
  );
}

function StateOf({ row, zone }: { row: ListedLetter; zone: string }) {
  const { deliveries, lapsedBecause, failure } = row;
  const [only] = deliveries;
  if (only && deliveries.length === 1) return <DeliveryState delivery={only} zone={zone} />;
  const { word, tone } = letterChip(row, deliveries);
  return (
    <>
      <Chip tone={tone}>{word}</Chip>
      {deliveries.length > 1 ? <span className="block text-ink-2 text-sm">{gradesInWords(deliveries)}</span> : null}
      {lapsedBecause ? <span className="block text-ink-2 text-sm">{LAPSE[lapsedBecause]}</span> : null}
      {failure ? <span className="block break-words text-ink-2 text-sm">{failure}</span> : null}
    </>
  );
}

/** "both deliveries", or how many came how far: "1 bounced, 2 handed to our relay". */
function gradesInWords(deliveries: ListedLetter['deliveries']): string {
  const counts = new Map<Grade, number>();
  for (const grade of deliveries.map(gradeOf)) counts.set(grade, (counts.get(grade) ?? 0) + 1);
  if (counts.size === 1) return deliveries.length === 2 ? 'both deliveries' : `all ${deliveries.length} deliveries`;
  return [...counts].map(([grade, n]) => `${n} ${GRADE[grade].word.toLowerCase()}`).join(', ');
}

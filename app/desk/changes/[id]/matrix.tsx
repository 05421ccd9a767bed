import { OUTCOME, OutcomeChip, type OutcomeCounts } from '#components/desk/outcomes.tsx';
import { At } from '#components/ui/at.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { Select } from '#components/ui/control.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Field, SelectField, TextField } from '#components/ui/field.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { type Outcome, outcomes } from '#db/schema/vocabulary.ts';
import { authorisationInWords, stateInWords } from '#lib/authorisations/authorisation.ts';
import type { AuthorisationOnChange } from '#lib/authorisations/queries.ts';
import type { MatrixRow } from '#lib/changes/matrix-queries.ts';
import { counted } from '#lib/changes/words.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { endOfDayInWords, relative, utcExact } from '#lib/deadlines/speak.ts';

/** How the matrix is narrowed; the words are those of the address. */
export type MatrixAsked = { outcome?: Outcome; name?: string; group?: 'urgent' | 'others' };

export type MatrixProps = {
  changeId: string;
  rows: readonly MatrixRow[];
  next: string | null;
  search: MatrixAsked;
  /** The change is an urgent replacement, so that there are two groups. */
  urgent: boolean;
  /** Not the first page. */
  continued: boolean;
  counts: OutcomeCounts;
  authorisations: readonly AuthorisationOnChange[];
  at: Instant;
  zone: string;
};

/** Every subscriber that was notified: its outcome, its close, what it read, and where the new terms stand for it. */
export function Matrix(props: MatrixProps) {
  const { changeId, rows, next, search, urgent, continued, counts, authorisations, at, zone } = props;
  const own = `/desk/changes/${changeId}`;
  const { outcome, name, group } = search;
  const more = next ? `${own}?${new URLSearchParams({ ...search, after: next })}` : null;
  const first = Object.keys(search).length > 0 ? `${own}?${new URLSearchParams(search)}` : own;
  return (
    <Section title="Subscribers">
      <FilterBar label="Filter the subscribers" clear={first === own ? undefined : own}>
        <TextField label="Name" name="name" type="search" defaultValue={name} maxLength={200} />
        <Field label="Outcome" name="outcome">
          {(wiring) => (
            <Select
              {...wiring}
              placeholder="All outcomes"
              defaultValue={outcome ?? ''}
              options={outcomes
                .filter((word) => counts[word] || word === outcome)
                .map((word) => ({ value: word, label: `${OUTCOME[word].word} (${counts[word] ?? 0})` }))}
            />
          )}
        </Field>
        {urgent ? (
          <SelectField
            label="Group"
            name="group"
            placeholder="Both groups"
            defaultValue={group ?? ''}
            options={[
              { value: 'urgent', label: 'May start early' },
              { value: 'others', label: 'Former terms stay' },
            ]}
          />
        ) : null}
      </FilterBar>
      <DataTable
        caption="Subscribers and outcomes"
        rows={rows}
        rowKey={({ noticeId }) => noticeId}
        columns={[
          {
            key: 'name',
            header: 'Subscriber',
            names: true,
            cell: (row) => (
              <>
                <TextLink href={`/desk/subscribers/${row.slug}`}>{row.name}</TextLink>
                <span className="block whitespace-nowrap font-normal text-ink-2 text-sm">
                  {row.reference}
                  {row.dora ? ' · DORA' : ''}
                  {row.urgent ? ' · urgent' : ''}
                </span>
              </>
            ),
          },
          { key: 'outcome', header: 'Outcome', cell: (row) => <OutcomeOf row={row} zone={zone} /> },
          { key: 'closes', header: 'Close', cell: (row) => <CloseOf row={row} at={at} zone={zone} /> },
          {
            key: 'shown',
            header: 'Shown',
            cell: (row) => <ShownOf row={row} zone={zone} />,
          },
          {
            key: 'authorisation',
            header: 'New terms',
            cell: ({ noticeId }) => (
              <AuthorisationOf answers={authorisations.filter((each) => each.noticeId === noticeId)} />
            ),
          },
          {
            key: 'do',
            header: 'Do',
            tight: true,
            cell: (row) => <Doors row={row} changeId={changeId} at={at} />,
          },
        ]}
        empty={
          <EmptyState title="No subscriber fits" action={<TextLink href={own}>Show all</TextLink>}>
            A name is found by the beginnings of its words.
          </EmptyState>
        }
      />
      <KeysetPager label="Pages of subscribers" previous={continued ? first : null} next={more} />
    </Section>
  );
}

function OutcomeOf({ row: { outcome, answeredAt, objection }, zone }: { row: MatrixRow; zone: string }) {
  return (
    <>
      <OutcomeChip outcome={outcome} />
      {answeredAt ? (
        <span className="mt-1 block text-ink-2 text-sm">
          <At instant={answeredAt} zone={zone} />
        </span>
      ) : null}
      {objection?.status === 'late' ? (
        <span className="mt-1 block text-ink-2 text-sm">a late objection rests</span>
      ) : null}
    </>
  );
}

function CloseOf({
  row: { closesAt, extended, profileName },
  at,
  zone,
}: {
  row: MatrixRow;
  at: Instant;
  zone: string;
}) {
  return (
    <time dateTime={closesAt} title={`${utcExact(closesAt)} · ${profileName}`}>
      {relative(at, closesAt, zone)}
      <span className="block text-ink-2 text-sm">
        {endOfDayInWords(closesAt, zone)}
        {extended ? ', extended' : ''}
      </span>
    </time>
  );
}

/** From when the notice counts as shown, and by what. */
function ShownOf({ row: { shownAt, unprovenSince, readers }, zone }: { row: MatrixRow; zone: string }) {
  if (!shownAt) return <>not yet</>;
  return (
    <>
      <At instant={shownAt} zone={zone} />
      <span className="block text-ink-2 text-sm">
        {readers > 0 ? `read by ${counted(readers, 'person', 'people')}` : 'by letter, not read in Demur'}
      </span>
      {unprovenSince ? <span className="block text-sm text-warn">the letter has come back since</span> : null}
    </>
  );
}

function AuthorisationOf({ answers }: { answers: readonly AuthorisationOnChange[] }) {
  if (answers.length === 0) return <>–</>;
  return (
    <ul className="space-y-1">
      {answers.map((answer) => (
        <li key={answer.state + answer.reason}>
          {stateInWords[answer.state]}
          <span className="block text-ink-2 text-sm">
            {authorisationInWords(answer).slice(stateInWords[answer.state].length + 2)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What can be done about one case: look at its objection or its letters, record one that came elsewhere, give more time. */
function Doors({ row, changeId, at }: { row: MatrixRow; changeId: string; at: Instant }) {
  const { objection, closesAt, outcome, noticeId, reference, name, shownAt, unprovenSince, followed } = row;
  const ended = outcome === 'superseded' || outcome === 'change_withdrawn' || outcome === 'not_concerned';
  return (
    <ul className="space-y-1 text-sm">
      {objection ? (
        <li>
          <TextLink href={`/desk/objections/${objection.reference}`}>Objection</TextLink>
        </li>
      ) : null}
      {!ended && at < closesAt ? (
        <li>
          <TextLink href={`/desk/changes/${changeId}/extend?notice=${noticeId}`}>
            Extend window<span className="sr-only"> of {name}</span>
          </TextLink>
        </li>
      ) : null}
      {!ended && !followed && (!shownAt || unprovenSince) ? (
        <li>
          <TextLink href={`/desk/letters?reference=${reference}`}>
            Letters<span className="sr-only"> to {name}</span>
          </TextLink>
        </li>
      ) : null}
      {!followed &&
      (outcome === 'notice_unproven' || (outcome === 'deemed_accepted' && (!shownAt || unprovenSince))) ? (
        <li>
          <TextLink href={`/desk/changes/${changeId}/fresh?notice=${noticeId}`}>
            Give fresh notice<span className="sr-only"> to {name}</span>
          </TextLink>
        </li>
      ) : null}
      {!ended && (!objection || objection.status === 'retracted') ? (
        <li>
          <TextLink href={`/desk/objections/record?notice=${noticeId}`}>
            Record objection<span className="sr-only"> of {name}</span>
          </TextLink>
        </li>
      ) : null}
    </ul>
  );
}

import { dueInWords, STATUS_WORD } from '#components/desk/due-words.ts';
import { buttonClass, TextLink } from '#components/ui/button.tsx';
import { Select } from '#components/ui/control.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Field } from '#components/ui/field.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { Queue } from '#components/ui/split.tsx';
import { groundCategories, objectionStatuses } from '#db/schema/vocabulary.ts';
import { inSentence } from '#lib/changes/words.ts';
import { type DeskQueue, type QueuedObjection, type QueueFilter, queueFilter } from '#lib/objections/desk-queue.ts';
import { groundInWords } from '#lib/objections/letter.ts';

/** The queue's part of an address. */
export const QUEUE_WORDS = ['status', 'change', 'ground', 'after'] as const;
export type QueueAsked = Partial<Record<(typeof QUEUE_WORDS)[number], string>>;

/** The filter as an address holds it: what is no word of ours is left out. */
export function queueQuery(asked: QueueAsked, more: Record<string, string> = {}): string {
  const { status, changeId, ground } = queueFilter(asked);
  const query = new URLSearchParams({
    ...(status && { status }),
    ...(changeId && { change: changeId }),
    ...(ground && { ground }),
    ...more,
  }).toString();
  return query ? `?${query}` : '';
}

export type DeskQueueListProps = {
  queue: DeskQueue;
  asked: QueueAsked;
  zone: string;
  /** The one shown beside it. */
  current?: string;
  level: 1 | 2;
};

/** Objections that wait for the desk, nearest deadline first, narrowed by a form of its own. */
export function DeskQueueList({ queue, asked, zone, current, level }: DeskQueueListProps) {
  const filter = queueFilter(asked);
  const { rows, needAnswer, late, now, next } = queue;
  return (
    <Queue
      title="Objections"
      level={level}
      count={needAnswer === 1 ? '1 needs an answer' : `${needAnswer} need an answer`}
      filters={
        <>
          <Disclosure summary={filterInWords(filter, queue)} open={false}>
            <Filters filter={filter} queue={queue} />
          </Disclosure>
          <p className="mt-1">
            <TextLink href="/desk/objections/record">Record one from e-mail or post</TextLink>
          </p>
          {late > 0 && filter.status !== 'late' ? (
            <p className="mt-1">
              <TextLink href="/desk/objections?status=late">
                {late === 1 ? '1 late objection rests' : `${late} late objections rest`}
              </TextLink>
            </p>
          ) : null}
        </>
      }
      entries={rows.map((row) => {
        const due = dueInWords(row, now, zone);
        return {
          key: row.objectionId,
          href: `/desk/objections/${row.reference}${queueQuery(asked, asked.after ? { after: asked.after } : {})}`,
          title: row.subscriber,
          note: noteOf(row),
          due: due.words,
          dueTone: due.tone,
          current: row.reference === current,
        };
      })}
      empty={
        <EmptyState title={Object.keys(filter).length > 0 ? 'None by this filter' : 'Nothing waits for you'}>
          {Object.keys(filter).length > 0
            ? 'Choose another status, change or ground.'
            : 'An objection appears here as soon as it is filed, with the day by which you want to answer.'}
        </EmptyState>
      }
      pager={
        <KeysetPager
          label="Pages of objections"
          previous={asked.after ? `/desk/objections${queueQuery(asked)}` : null}
          next={next ? `/desk/objections${queueQuery(asked, { after: next })}` : null}
        />
      }
    />
  );
}

function noteOf({ title, grounds, dora }: QueuedObjection): string {
  const [first, ...rest] = grounds.map((category) => inSentence(groundInWords[category]));
  const more = rest.length > 0 ? ` and ${rest.length} more` : '';
  return [title, first ? `${first}${more}` : null, dora ? 'DORA' : null].filter(Boolean).join(' · ');
}

function filterInWords({ status, changeId, ground }: QueueFilter, { changes }: DeskQueue): string {
  return [
    status ? STATUS_WORD[status] : 'Nearest deadline first',
    changeId ? (changes.find(({ id }) => id === changeId)?.title ?? 'one change') : 'all changes',
    ground ? inSentence(groundInWords[ground]) : 'all grounds',
  ].join(' · ');
}

function Filters({ filter, queue }: { filter: QueueFilter; queue: DeskQueue }) {
  return (
    <search aria-label="Filter the objections">
      <form method="get" action="/desk/objections" className="grid gap-3 pb-2 *:mt-0">
        <Field label="Status" name="status">
          {(wiring) => (
            <Select
              {...wiring}
              placeholder="Need an answer"
              defaultValue={filter.status ?? ''}
              options={objectionStatuses.map((word) => ({ value: word, label: STATUS_WORD[word] }))}
            />
          )}
        </Field>
        <Field label="Change" name="change">
          {(wiring) => (
            <Select
              {...wiring}
              placeholder="All changes"
              defaultValue={filter.changeId ?? ''}
              options={queue.changes.map(({ id, title }) => ({ value: id, label: title }))}
            />
          )}
        </Field>
        <Field label="Ground" name="ground">
          {(wiring) => (
            <Select
              {...wiring}
              placeholder="All grounds"
              defaultValue={filter.ground ?? ''}
              options={groundCategories.map((word) => ({ value: word, label: groundInWords[word] }))}
            />
          )}
        </Field>
        <div className="flex items-center gap-4">
          <button type="submit" className={buttonClass('quiet')}>
            Show
          </button>
          {Object.keys(filter).length > 0 ? <TextLink href="/desk/objections">Clear</TextLink> : null}
        </div>
      </form>
    </search>
  );
}

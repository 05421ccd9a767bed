import { TextLink } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Added, DefinitionTable, Removed } from '#components/ui/definition-table.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { Tone } from '#components/ui/tone.ts';
import { FIELD_NAME } from '#lib/changes/terms-words.ts';
import type { EntryDifference, FileProblem } from '#lib/imports/import.ts';
import type { Difference, TermsField } from '#lib/register/register.ts';
import { FACT_NAME } from './fact-names.ts';

const STATE: Record<EntryDifference['state'], { word: string; tone: Tone }> = {
  added: { word: 'Added', tone: 'accent' },
  changed: { word: 'Changed', tone: 'warn' },
  removed: { word: 'Removed', tone: 'bad' },
  same: { word: 'As it stands', tone: 'neutral' },
};

/** What a file would have otherwise, company by company and field by field. */
export function ImportDifference({
  entries,
  first,
}: {
  entries: readonly EntryDifference[];
  /** Nothing stands yet that it could differ from. */
  first: boolean;
}) {
  return (
    <ul className="grid gap-6">
      {entries
        .filter(({ state }) => state !== 'same')
        .map((entry) => (
          <li key={entry.slug}>
            <h3 className="text-md">
              {entry.legalName} <Chip tone={STATE[entry.state].tone}>{STATE[entry.state].word}</Chip>
            </h3>
            {entry.unstated.length > 0 ? (
              <Note className="mt-1">
                The file states no transfer mechanism for {entry.unstated.join(', ')}. It is kept as not stated, and
                shown as missing.
              </Note>
            ) : null}
            {entry.state === 'removed' ? (
              <Note className="mt-1">The file does not name it any more.</Note>
            ) : entry.terms.length > 0 ? (
              <div className="mt-2">
                <DefinitionTable label={entry.legalName} rows={entry.terms.map(termShown)} />
              </div>
            ) : null}
            {entry.company.length > 0 && !first ? <Facts entry={entry} /> : null}
          </li>
        ))}
    </ul>
  );
}

function Facts({ entry: { slug, company } }: { entry: EntryDifference }) {
  return (
    <div className="mt-3">
      <Note>
        Facts of the company differ. They change no processing, so they are not part of the draft: correct them below or
        on <TextLink href={`/desk/register/${slug}`}>its page</TextLink>, where certifications are recorded too.
      </Note>
      <div className="mt-2">
        <DefinitionTable
          label="Facts of the company"
          rows={company.map(({ field, before, after }) => ({
            label: FACT_NAME[field],
            value: <BeforeAfter before={before} after={after} />,
          }))}
        />
      </div>
    </div>
  );
}

/** Subscribers read of their own data; the desk of theirs. */
const OWN_NAME: Partial<Record<TermsField, string>> = {
  customerData: 'Customer-provided data',
  platformData: 'Platform-generated data',
};

function termShown(difference: Difference) {
  return {
    label: OWN_NAME[difference.field] ?? FIELD_NAME[difference.field],
    value:
      difference.form === 'text' ? (
        <BeforeAfter before={difference.before} after={difference.after} />
      ) : (
        <ul className="space-y-1">
          {difference.removed.map((item) => (
            <li key={`- ${item}`}>
              <Removed>{item}</Removed>
            </li>
          ))}
          {difference.added.map((item) => (
            <li key={`+ ${item}`}>
              <Added>{item}</Added>
            </li>
          ))}
        </ul>
      ),
  };
}

function BeforeAfter({ before, after }: { before: string | null; after: string | null }) {
  return (
    <ul className="space-y-1">
      {before === null ? null : (
        <li>
          <Removed>{before}</Removed>
        </li>
      )}
      {after === null ? null : (
        <li>
          <Added>{after}</Added>
        </li>
      )}
    </ul>
  );
}

/** What is wrong in a file, place by place; `more` are not told. */
export function FileProblems({ problems, more }: { problems: readonly FileProblem[]; more: number }) {
  return (
    <>
      <DefinitionTable
        label="What is wrong in the file"
        rows={problems.map(({ where, message }, index) => ({ key: `${index}`, label: where, value: message }))}
      />
      {more > 0 ? <Note className="mt-2">And {more} more.</Note> : null}
    </>
  );
}

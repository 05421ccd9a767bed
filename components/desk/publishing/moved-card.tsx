import { KIND_NAME } from '#components/changes/outcome-words.ts';
import { Differences } from '#components/register/differences.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { ChangeKind } from '#db/schema/vocabulary.ts';
import type { TermsShown } from '#lib/changes/change-shown.ts';
import type { CivilDate } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';

export type MovedShown = {
  published: readonly {
    changeId: string;
    title: string;
    kind: ChangeKind;
    version: number;
    plannedStartOn: CivilDate;
    concerned: boolean;
  }[];
  terms: readonly { subprocessorId: string; legalName: string; before: TermsShown | null; after: TermsShown | null }[];
};

/** What has moved in the register since a draft was written: what was published, and whose terms are others now. */
export function Moved({ moved: { published, terms }, against }: { moved: MovedShown; against: string }) {
  return (
    <Section title={`What has moved since version ${against}`}>
      <ul className="divide-y divide-rule-2 border-rule-2 border-y">
        {published.map(({ changeId, title, kind, version, plannedStartOn, concerned }) => (
          <li key={changeId} className="py-2.5">
            <TextLink href={`/desk/changes/${changeId}`}>{title}</TextLink>{' '}
            {concerned ? <Chip tone="warn">Same sub-processor</Chip> : null}
            <span className="block text-ink-2 text-sm">
              {KIND_NAME[kind]} · version {version} · planned to start on {dayInWords(plannedStartOn)}
            </span>
          </li>
        ))}
      </ul>
      {terms.length === 0 ? (
        <Note className="mt-3">The terms in force of those whom this draft is about are the same as then.</Note>
      ) : (
        terms.map(({ subprocessorId, legalName, before, after }) => (
          <div key={subprocessorId} className="mt-5">
            <h3 className="mb-2 text-md">{legalName}: its terms then and now</h3>
            <Differences from={before} to={after} />
          </div>
        ))
      )}
    </Section>
  );
}

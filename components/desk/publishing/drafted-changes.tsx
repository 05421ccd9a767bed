import { KIND_NAME } from '#components/changes/outcome-words.ts';
import { PlainLink } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import type { ChangeKind } from '#db/schema/vocabulary.ts';

export type DraftedChangeShown = {
  key: string;
  /** As typed so far; empty: nothing yet. */
  title: string;
  kind: ChangeKind | undefined;
  href: string;
  /** Nothing is missing from it, but for a start that is too early. */
  complete: boolean;
};

/** The changes of one version, to go from one to another. One alone needs no list. */
export function DraftedChanges({
  changes,
  current,
}: {
  changes: readonly DraftedChangeShown[];
  current: string | undefined;
}) {
  if (changes.length < 2 && changes.some(({ key }) => key === current)) return null;
  return (
    <nav aria-label="Changes of this version" className="mb-7">
      <ol className="divide-y divide-rule-2 rounded-lg border border-rule bg-sheet">
        {changes.map(({ key, title, kind, href, complete }, index) => (
          <li key={key}>
            <PlainLink
              href={href}
              aria-current={key === current ? 'true' : undefined}
              className={`flex min-h-11 flex-wrap items-baseline gap-x-2.5 gap-y-1 px-4 py-2.5 no-underline -outline-offset-2 hover:bg-tint ${key === current ? 'font-semibold text-ink' : 'text-accent'}`}
            >
              <span className="tabular-nums">{index + 1}.</span>
              <span>{title || 'Without a title yet'}</span>
              {kind ? <Chip look="outline">{KIND_NAME[kind]}</Chip> : null}
              {complete ? null : <Chip tone="warn">Not complete</Chip>}
            </PlainLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}

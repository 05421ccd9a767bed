import { DraftForm } from '#components/desk/publishing/draft-form.tsx';
import { KindQuestion, type KindQuestionProps } from '#components/desk/publishing/kind-question.tsx';
import { countryOptions } from '#components/register/countries.ts';
import { Differences } from '#components/register/differences.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import type { Typed } from '#components/ui/form-state.ts';
import { Note } from '#components/ui/prose.tsx';
import { changeKinds } from '#db/schema/vocabulary.ts';
import type { Preview, PreviewedChange } from '#lib/changes/draft-queries.ts';
import { named } from '#lib/changes/drafted-shown.ts';
import { approvalOf, type Standing } from '#lib/changes/standing.ts';
import { newId } from '#lib/command/new-id.ts';
import { isRefusal } from '#lib/command/refusal.ts';
import { saveDraftAction } from './actions.ts';
import { type Asked, wizardAt } from './asked.ts';
import { typedFrom } from './draft-content.ts';

/** First what changes and about whom; then the fields that follow from it. One change of the version at a time. */
export function DraftStep({
  asked,
  preview,
  current,
  standing,
  zone,
}: {
  asked: Asked;
  preview: Preview | null;
  /** Null for a change that is only begun. */
  current: PreviewedChange | null;
  standing: Standing;
  zone: string;
}) {
  const begun = current
    ? { key: current.key, typed: typedFrom(current.kept) }
    : beginning(asked, standing, alreadyDrafted(preview));
  if ('question' in begun)
    return <KindQuestion {...begun.question} draft={asked.draft ? { id: asked.draft, change: 'another' } : null} />;
  const typed: Typed = { ...begun.typed, key: [begun.key], note: [preview?.draft.content.note ?? ''] };
  const subject = typed.subprocessorId?.[0];
  const replaced = typed.replacesId?.[0];
  const known = standing.companies.find(({ subprocessorId }) => subprocessorId === subject);
  const former = standing.companies.find(({ subprocessorId }) => subprocessorId === replaced);
  const live = standing.live.find(({ subprocessorIds }) =>
    subprocessorIds.some((id) => id === subject || id === replaced),
  );
  const several = (preview?.changes.length ?? 0) + (current ? 0 : 1) > 1;
  return (
    <>
      <Note className="mb-6">
        {known ? (
          <>
            About <strong className="font-semibold text-ink">{known.company.legalName}</strong>.{' '}
          </>
        ) : null}
        {former ? (
          <>
            In place of <strong className="font-semibold text-ink">{former.company.legalName}</strong>.{' '}
          </>
        ) : null}
        {preview && current ? (
          <>
            Draft saved <At instant={preview.draft.updatedAt} zone={zone} />. Nobody but privacy admins sees it.{' '}
            {several ? (
              <>
                <TextLink href={wizardAt({ draft: asked.draft, change: current.key, ask: 'remove' })}>
                  Take this change out
                </TextLink>{' '}
                or{' '}
              </>
            ) : null}
            <TextLink href={wizardAt({ draft: asked.draft, ask: 'discard' })}>
              {several ? 'delete the whole draft' : 'Delete this draft'}
            </TextLink>
          </>
        ) : (
          <>
            Nothing is published until the last step.{' '}
            <TextLink href={wizardAt(asked.draft ? { draft: asked.draft, change: 'another' } : {})}>
              Choose another kind of change
            </TextLink>
          </>
        )}
      </Note>
      {preview ? <BeforeYouEdit preview={preview} /> : null}
      {current ? <SoFar change={current} standing={standing} /> : null}
      <DraftForm
        key={begun.key}
        action={saveDraftAction}
        draftId={asked.draft ?? null}
        typed={typed}
        category={known?.company.category ?? null}
        services={servicesOf(standing)}
        countries={countryOptions()}
        startHint="The day from which the new terms may be used. No earlier than the last window closes; the next steps show when that is."
        live={live ? { id: live.id, title: live.title } : null}
        several={several}
      />
    </>
  );
}

/** An edit has its price where somebody has been asked to approve the draft; a register that moved on wants a comparison. */
function BeforeYouEdit({ preview: { draft, standing, stale } }: { preview: Preview }) {
  const state = approvalOf(draft, standing);
  return (
    <>
      {stale ? (
        <Banner tone="warn" title={`The register is at version ${standing.latest} by now`}>
          This was drafted against version {draft.againstVersion}. The last step shows what has moved since.
        </Banner>
      ) : null}
      {state === 'asked' || state === 'approved' ? (
        <Banner tone="warn" title={state === 'asked' ? 'Approval is asked for' : 'This draft is approved'}>
          Saving an edit makes that void, and whoever edits can’t approve it.
        </Banner>
      ) : null}
    </>
  );
}

/** What the change alters, before and after, as it is saved. A new company has nothing before. */
function SoFar({ change: { drafted }, standing }: { change: PreviewedChange; standing: Standing }) {
  if (isRefusal(drafted)) return null;
  const { kind } = drafted.change;
  const { from, to } = drafted.placed;
  if (kind === 'addition' || kind === 'removal') return null;
  return (
    <div className="mb-6">
      <Disclosure summary="What differs, before and after, as it is saved">
        <Differences from={from && named(from.terms, standing)} to={to && named(to, standing)} />
      </Disclosure>
    </div>
  );
}

/** The sub-processors that the other changes of the version are about already. */
function alreadyDrafted(preview: Preview | null): string[] {
  return (preview?.changes ?? []).flatMap(({ kept }) =>
    [kept.subprocessorId, kept.replacesId].filter((id) => typeof id === 'string'),
  );
}

/** How the form opens for a new draft: as the register stands today; or the question that is still to be answered. */
function beginning(
  asked: Asked,
  standing: Standing,
  taken: readonly string[],
): { key: string; typed: Typed } | { question: Omit<KindQuestionProps, 'draft'> } {
  const inForce = standing.entries
    .filter(({ subprocessorId }) => !taken.includes(subprocessorId))
    .map(({ subprocessorId, company }) => ({ id: subprocessorId, name: company.legalName }));
  const dormant = standing.companies
    .filter(({ subprocessorId }) => !standing.entries.some((entry) => entry.subprocessorId === subprocessorId))
    .filter(({ subprocessorId }) => !taken.includes(subprocessorId))
    .map(({ subprocessorId, company }) => ({ id: subprocessorId, name: company.legalName }));
  const kind = changeKinds.find((word) => word === asked.kind);
  const question = (error?: KindQuestionProps['error']) => ({
    question: {
      kind,
      chosen: { of: asked.of, replaces: asked.replaces, company: asked.company },
      error,
      inForce,
      dormant,
    },
  });
  if (!kind)
    // the form always sends its choice of a company along: without it nobody has answered yet
    return question(
      asked.kind === undefined && asked.of === undefined
        ? undefined
        : { field: 'kind', sentence: 'Choose what changes.' },
    );

  const entryOf = (id: string | undefined) => standing.entries.find((entry) => entry.subprocessorId === id);
  const isNew = kind === 'addition' || kind === 'replacement';
  const own = entryOf(asked.of);
  const replaced = kind === 'replacement' ? entryOf(asked.replaces) : undefined;
  if (kind === 'replacement' && !replaced)
    return question({ field: 'replaces', sentence: 'Choose the sub-processor that is replaced.' });
  if (!isNew && !own) return question({ field: 'of', sentence: 'Choose the sub-processor that changes.' });

  const from = own ?? replaced;
  const terms = from && kind !== 'removal' ? termsBegun(from.terms, standing, isNew) : null;
  const begun = {
    kind,
    subprocessorId: isNew ? (dormant.find(({ id }) => id === asked.company)?.id ?? null) : own?.subprocessorId,
    replacesId: replaced?.subprocessorId ?? null,
    company: isNew ? { category: replaced?.company.category } : null,
    terms,
  };
  return { key: newId(), typed: typedFrom(begun) };
}

type Terms = Standing['entries'][number]['terms'];

/** A replacement takes over what its predecessor does, but not where. */
function termsBegun({ services, ...terms }: Terms, standing: Standing, elsewhere: boolean) {
  const serviceIds = [...standing.services].filter(([, slug]) => services.includes(slug)).map(([id]) => id);
  return { ...terms, ...(elsewhere ? { locations: [], transfers: [] } : {}), serviceIds };
}

function servicesOf({ serviceNames, coreServiceIds }: Standing) {
  return [...serviceNames].map(([id, name]) => ({ id, name, core: coreServiceIds.includes(id) }));
}

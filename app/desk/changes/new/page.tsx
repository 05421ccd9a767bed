import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { DraftedChanges } from '#components/desk/publishing/drafted-changes.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Steps } from '#components/ui/steps.tsx';
import { changeKinds } from '#db/schema/vocabulary.ts';
import { page } from '#lib/auth/reader.ts';
import { type Audience, audienceOf } from '#lib/changes/audience-queries.ts';
import { type Preview, type PreviewedChange, previewDraft } from '#lib/changes/draft-queries.ts';
import { type MovedSince, movedSince } from '#lib/changes/moved-since.ts';
import { type Published, type Standing, standingOf } from '#lib/changes/standing.ts';
import { recordId } from '#lib/command/inputs.ts';
import { isRefusal } from '#lib/command/refusal.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';
import { type Asked, WIZARD_WORDS, wizardAt } from './asked.ts';
import { AudienceStep } from './audience-step.tsx';
import { DatesStep } from './dates-step.tsx';
import { DiscardDraft } from './discard-draft.tsx';
import { DraftStep } from './draft-step.tsx';
import { PublishStep } from './publish-step.tsx';
import { RemoveChange } from './remove-change.tsx';

export const metadata: Metadata = { title: 'Publish a change' };

const STEPS = ['draft', 'audience', 'dates', 'publish'] as const;
type Step = (typeof STEPS)[number];
const LABEL: Record<Step, string> = { draft: 'Draft', audience: 'Audience', dates: 'Dates', publish: 'Publish' };

/** What the page is made of: the draft as it would be published now, or what a new one would stand against. */
type Ground =
  | {
      preview: Preview;
      current: PreviewedChange | null;
      audience: Audience | null;
      moved: MovedSince | null;
      standing: Standing;
    }
  | { preview: null; current: null; standing: Standing };

export default async function NewChangePage({ searchParams }: { searchParams: SearchParams }) {
  const query = await asked(searchParams, WIZARD_WORDS);
  const wanted = STEPS.find((step) => step === query.step) ?? 'draft';
  const { actor, installation, data } = await page('privacy_admin', async (reader): Promise<Ground | undefined> => {
    if (query.draft === undefined)
      return { preview: null, current: null, standing: await standingOf(reader.tx, null, null) };
    if (!recordId.safeParse(query.draft).success) return undefined;
    const preview = await previewDraft(reader, query.draft);
    if (!preview) return undefined;
    const current = currentOf(preview, query.change);
    const audience =
      wanted === 'audience' && current ? await audienceOf(reader, current.drafted, audienceAsked(query)) : null;
    const moved = preview.stale && wanted === 'publish' ? await movedSince(reader, preview) : null;
    return { preview, current, audience, moved, standing: preview.standing };
  });
  const { preview, current, standing } = data;
  if (preview?.draft.published) redirect(publishedAt(preview.draft.published));
  const draftId = query.draft ?? '';
  // what can't be read as a change has no audience and no dates yet
  const step = preview && current && isReadable(preview) ? wanted : 'draft';
  const several = preview !== null && (preview.changes.length > 1 || (preview.changes.length === 1 && !current));
  return (
    <Room actor={actor} installation={installation} current="/desk/changes">
      <PageHeader
        eyebrow={`Becomes policy version ${standing.latest + 1}`}
        title={titleOf(preview) ?? 'Publish a change'}
      />
      <Steps
        label="Publishing a change"
        current={STEPS.indexOf(step)}
        steps={STEPS.map((each) => ({
          label: LABEL[each],
          href: preview ? wizardAt({ draft: draftId, step: each }) : undefined,
        }))}
      />
      {several && (step === 'draft' || step === 'audience') ? (
        <DraftedChanges
          current={current?.key}
          changes={preview.changes.map(({ key, kept, refusals }) => ({
            key,
            title: typeof kept.title === 'string' ? kept.title.trim() : '',
            kind: changeKinds.find((kind) => kind === kept.kind),
            href: wizardAt({ draft: draftId, step: step === 'draft' ? undefined : step, change: key }),
            complete: refusals.every(({ code }) => code === 'start_before_close'),
          }))}
        />
      ) : null}
      {!preview || !current || step === 'draft' ? (
        query.ask === 'discard' && preview ? (
          <DiscardDraft draftId={draftId} preview={preview} />
        ) : query.ask === 'remove' && current ? (
          <RemoveChange draftId={draftId} change={current} />
        ) : (
          <DraftStep asked={query} preview={preview} current={current} standing={standing} zone={installation.zone} />
        )
      ) : step === 'audience' ? (
        <AudienceStep asked={query} current={current} audience={data.audience ?? notFound()} />
      ) : step === 'dates' ? (
        <DatesStep draftId={draftId} preview={preview} zone={installation.zone} />
      ) : (
        <PublishStep draftId={draftId} preview={preview} moved={data.moved} actor={actor} zone={installation.zone} />
      )}
    </Room>
  );
}

/** The change that the page is about: the one named; else the first that is not complete; else the first. Null: one that is only begun. */
function currentOf({ changes }: Preview, named: string | undefined): PreviewedChange | null {
  if (named === 'another') return null;
  const incomplete = changes.find(({ drafted }) => isRefusal(drafted));
  return changes.find(({ key }) => key === named) ?? incomplete ?? changes[0] ?? null;
}

const isReadable = ({ changes }: Preview) => changes.every(({ drafted }) => !isRefusal(drafted));

function publishedAt({ version, changes }: Published): string {
  const [only] = changes;
  return only && changes.length === 1 ? `/desk/changes/${only.changeId}` : `/desk/changes?published=${version}`;
}

function audienceAsked({ who, search, after }: Asked): NonNullable<Parameters<typeof audienceOf>[2]> {
  return {
    ...(who === 'reached' || who === 'not_reached' ? { who } : {}),
    ...(search?.trim() ? { search: search.trim() } : {}),
    ...(after ? { after } : {}),
  };
}

function titleOf(preview: Preview | null): string | undefined {
  const titles = (preview?.changes ?? []).map(({ kept: { title } }) => (typeof title === 'string' ? title.trim() : ''));
  if (titles.length > 1) return `${titles.length} changes in one version`;
  return titles[0] || undefined;
}

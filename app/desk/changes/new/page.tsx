import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Steps } from '#components/ui/steps.tsx';
import { page } from '#lib/auth/reader.ts';
import { type Audience, audienceOf } from '#lib/changes/audience-queries.ts';
import { type Preview, previewDraft } from '#lib/changes/draft-queries.ts';
import { type Standing, standingOf } from '#lib/changes/standing.ts';
import { recordId } from '#lib/command/inputs.ts';
import { isRefusal } from '#lib/command/refusal.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';
import { type Asked, WIZARD_WORDS } from './asked.ts';
import { AudienceStep } from './audience-step.tsx';
import { DatesStep } from './dates-step.tsx';
import { DraftStep } from './draft-step.tsx';
import { PublishStep } from './publish-step.tsx';

export const metadata: Metadata = { title: 'Publish a change' };

const STEPS = ['draft', 'audience', 'dates', 'publish'] as const;
type Step = (typeof STEPS)[number];
const LABEL: Record<Step, string> = { draft: 'Draft', audience: 'Audience', dates: 'Dates', publish: 'Publish' };

/** What the page is made of: the draft as it would be published now, or what a new one would stand against. */
type Ground =
  | { preview: Preview; audience: Audience | null; standing: Standing }
  | { preview: null; standing: Standing };

export default async function NewChangePage({ searchParams }: { searchParams: SearchParams }) {
  const query = await asked(searchParams, WIZARD_WORDS);
  const wanted = STEPS.find((step) => step === query.step) ?? 'draft';
  const { actor, installation, data } = await page('privacy_admin', async (reader): Promise<Ground | undefined> => {
    if (query.draft === undefined) return { preview: null, standing: await standingOf(reader.tx, null, null) };
    if (!recordId.safeParse(query.draft).success) return undefined;
    const preview = await previewDraft(reader, query.draft);
    if (!preview) return undefined;
    const audience = wanted === 'audience' ? await audienceOf(reader, preview, audienceAsked(query)) : null;
    return { preview, audience, standing: preview.standing };
  });
  if (data.preview?.draft.publishedAs) redirect(`/desk/changes/${data.preview.draft.publishedAs}`);
  const draftId = query.draft ?? '';
  // what can't be read as a change has no audience and no dates yet
  const step = data.preview && !isRefusal(data.preview.drafted) ? wanted : 'draft';
  return (
    <Room actor={actor} installation={installation} current="/desk/changes">
      <PageHeader
        eyebrow={`Becomes policy version ${data.standing.latest + 1}`}
        title={titleOf(data.preview) ?? 'Publish a change'}
      />
      <Steps
        label="Publishing a change"
        current={STEPS.indexOf(step)}
        steps={STEPS.map((each) => ({
          label: LABEL[each],
          href: data.preview ? `/desk/changes/new?draft=${draftId}&step=${each}` : undefined,
        }))}
      />
      {step === 'draft' || !data.preview ? (
        <DraftStep asked={query} preview={data.preview} standing={data.standing} zone={installation.zone} />
      ) : step === 'audience' ? (
        <AudienceStep asked={query} preview={data.preview} audience={data.audience ?? notFound()} />
      ) : step === 'dates' ? (
        <DatesStep draftId={draftId} preview={data.preview} zone={installation.zone} />
      ) : (
        <PublishStep draftId={draftId} preview={data.preview} zone={installation.zone} />
      )}
    </Room>
  );
}

function audienceAsked({ who, search, after }: Asked): NonNullable<Parameters<typeof audienceOf>[2]> {
  return {
    ...(who === 'reached' || who === 'not_reached' ? { who } : {}),
    ...(search?.trim() ? { search: search.trim() } : {}),
    ...(after ? { after } : {}),
  };
}

function titleOf(preview: Preview | null): string | undefined {
  const title = preview?.draft.content.title;
  return typeof title === 'string' && title.trim() ? title : undefined;
}

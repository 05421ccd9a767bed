import { ActionForm } from '#components/ui/action-form.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import type { PreviewedChange } from '#lib/changes/draft-queries.ts';
import { removeChangeAction } from './actions.ts';
import { wizardAt } from './asked.ts';

/** Asks before a change is taken out of a draft, since what was typed of it is then gone. */
export function RemoveChange({ draftId, change: { key, kept } }: { draftId: string; change: PreviewedChange }) {
  const title = typeof kept.title === 'string' && kept.title.trim() ? `“${kept.title.trim()}”` : 'this change';
  return (
    <div className="max-w-[42rem]">
      <Card title={`Take ${title} out of the draft`}>
        <p className="mb-5">What was typed of it is deleted, and can’t be brought back. The other changes stay.</p>
        <div className="flex flex-wrap items-center gap-3">
          <ActionForm action={removeChangeAction} label="Take it out" look="danger" hidden={{ draftId, key }} />
          <LinkButton href={wizardAt({ draft: draftId, change: key })}>Keep it</LinkButton>
        </div>
      </Card>
    </div>
  );
}

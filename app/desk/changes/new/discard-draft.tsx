import { ActionForm } from '#components/ui/action-form.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import type { Preview } from '#lib/changes/draft-queries.ts';
import { counted } from '#lib/changes/words.ts';
import { discardAction } from './actions.ts';
import { wizardAt } from './asked.ts';

/** Asks before a whole draft is deleted. */
export function DiscardDraft({ draftId, preview }: { draftId: string; preview: Preview }) {
  return (
    <div className="max-w-[42rem]">
      <Card title="Delete this draft">
        <p className="mb-5">
          {counted(preview.changes.length, 'change is', 'changes are')} in it. What was typed is deleted for all privacy
          admins, and can’t be brought back. Nothing that is published changes, and what was asked and answered about an
          approval stays on the record.
        </p>
        <div className="flex flex-wrap items-center gap-3">
          <ActionForm action={discardAction} label="Delete the draft" look="danger" hidden={{ draftId }} />
          <LinkButton href={wizardAt({ draft: draftId })}>Keep it</LinkButton>
        </div>
      </Card>
    </div>
  );
}

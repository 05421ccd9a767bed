import { AudienceTable } from '#components/desk/publishing/audience-table.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import type { Audience } from '#lib/changes/audience-queries.ts';
import type { PreviewedChange } from '#lib/changes/draft-queries.ts';
import { isRefusal } from '#lib/command/refusal.ts';
import { type Asked, wizardAt } from './asked.ts';

/** Whom a change reaches and whom not, each with the reason. */
export function AudienceStep({
  asked,
  current,
  audience,
}: {
  asked: Asked;
  current: PreviewedChange;
  audience: Audience;
}) {
  const { draft = '', who, search } = asked;
  const at = (query: Asked) => wizardAt({ draft, step: 'audience', change: current.key, ...query });
  const removal = !isRefusal(current.drafted) && current.drafted.change.kind === 'removal';
  return (
    <>
      <AudienceTable
        audience={audience}
        removal={removal}
        asked={{ draft, change: current.key, who, search }}
        filtered={at}
        next={audience.next ? at({ who, search, after: audience.next }) : null}
      />
      <div className="mt-7">
        <LinkButton look="primary" href={wizardAt({ draft, step: 'dates' })}>
          Continue to dates
        </LinkButton>
      </div>
    </>
  );
}

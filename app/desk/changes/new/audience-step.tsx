import { AudienceTable } from '#components/desk/publishing/audience-table.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import type { Audience } from '#lib/changes/audience-queries.ts';
import type { Preview } from '#lib/changes/draft-queries.ts';
import { isRefusal } from '#lib/command/refusal.ts';
import type { Asked } from './asked.ts';

/** Whom it reaches and whom not, each with the reason. */
export function AudienceStep({ asked, preview, audience }: { asked: Asked; preview: Preview; audience: Audience }) {
  const { draft, who, search } = asked;
  const at = (query: Record<string, string | undefined>) => {
    const given = Object.entries({ draft, step: 'audience', ...query }).filter(([, value]) => value);
    return `/desk/changes/new?${new URLSearchParams(given as [string, string][])}`;
  };
  const removal = !isRefusal(preview.drafted) && preview.drafted.change.kind === 'removal';
  return (
    <>
      <AudienceTable
        audience={audience}
        removal={removal}
        asked={{ draft: draft ?? '', who, search }}
        filtered={at}
        next={audience.next ? at({ who, search, after: audience.next }) : null}
      />
      <div className="mt-7">
        <LinkButton look="primary" href={`/desk/changes/new?draft=${draft}&step=dates`}>
          Continue to dates
        </LinkButton>
      </div>
    </>
  );
}

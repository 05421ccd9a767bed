import type { Concern } from '#lib/changes/change-shown.ts';
import { listed } from '#lib/changes/words.ts';

/** Why a change concerns its reader; the end of the lede. */
export function WhyItApplies({ concern: { because, services } }: { concern: Concern }) {
  if (because === 'infrastructure')
    return <>It concerns you because it is part of the infrastructure that every service runs on.</>;
  return (
    <>
      It concerns you because you use <strong className="font-semibold text-ink">{listed(services)}</strong>.
    </>
  );
}

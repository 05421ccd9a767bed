import { OUTCOME_CHIP } from '#components/changes/outcome-words.ts';
import { Chip } from '#components/ui/chip.tsx';
import type { Outcome } from '#db/schema/vocabulary.ts';

/** A notice's outcome, as the vendor's side reads it. */
export function OutcomeChip({ outcome }: { outcome: Outcome }) {
  const { word, tone } = OUTCOME_CHIP[outcome];
  return <Chip tone={tone}>{outcome === 'not_concerned' ? 'No longer concerned' : word}</Chip>;
}

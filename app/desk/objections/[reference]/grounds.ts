import type { GroundShown } from '#components/desk/assess-form.tsx';
import { inShort } from '#lib/deadlines/speak.ts';
import type { DeskCase } from '#lib/objections/desk-case.ts';
import { groundInWords } from '#lib/objections/letter.ts';

/** Each ground with the assessment that stands: the latest. */
export function groundsOf({ filed, assessments, sameGround }: DeskCase, zone: string): GroundShown[] {
  return filed.groundCategories.map((category) => {
    const standing = assessments.find((each) => each.category === category);
    return {
      category,
      name: groundInWords[category],
      assessment: standing?.assessment ?? null,
      note: standing?.note ?? null,
      by: standing ? `${standing.by ?? 'somebody'}, ${inShort(standing.at, zone)}` : null,
      others: sameGround[category] ?? 0,
    };
  });
}

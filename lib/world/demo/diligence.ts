import { type DiligenceItem, diligenceItems, flowDownObligations } from '#db/schema/vocabulary.ts';
import { attestMeasure } from '#lib/diligence/attest-measure.ts';
import { recordCertification } from '#lib/diligence/record-certification.ts';
import { by, done } from '../world.ts';
import type { Cast } from './cast.ts';
import type { Script } from './script.ts';
import type { ChangeTold } from './tell-readings.ts';

/** What the desk has looked into: one company whole, one with a review that is overdue, one whose certificate ran out. */
export function diligence(
  { world }: Cast,
  script: Script,
  { granary, corvane, brackwater }: Record<'granary' | 'corvane' | 'brackwater', ChangeTold>,
): void {
  const attest = (daysAgo: number, told: ChangeTold, item: DiligenceItem, note: string, nextReviewIn: number) =>
    script.on(daysAgo, '15:10', `attest ${item}`, (at) =>
      done(attestMeasure, by(world, world.adminId, at), {
        ...{ subprocessorId: told.value.subprocessorId, item, note },
        attestedOn: script.day(-daysAgo - 1),
        nextReviewOn: script.day(nextReviewIn),
      }),
    );
  for (const item of diligenceItems)
    attest(88, granary, item, 'Annex II of the contract, and the report of the visit to Oulu.', 277);
  for (const item of flowDownObligations)
    attest(
      284,
      corvane,
      item,
      'Section 7 of the contract with Corvane Messaging.',
      item === 'personnel_training' ? -18 : 81,
    );
  script.on(61, '10:25', 'record a certification', (at) =>
    done(recordCertification, by(world, world.adminId, at), {
      ...{ subprocessorId: brackwater.value.subprocessorId, name: 'ISO/IEC 27018' },
      ...{
        validTo: script.day(-9),
        note: 'The certificate is with the contract; the audit for its renewal is under way.',
      },
    }),
  );
}

import { type DiligenceItem, diligenceItems, flowDownObligations } from '#db/schema/vocabulary.ts';
import { attestMeasure } from '#lib/diligence/attest-measure.ts';
import { keepEvidence } from '#lib/diligence/keep-evidence.ts';
import { recordCertification } from '#lib/diligence/record-certification.ts';
import { amendSubprocessor } from '#lib/register/amend-subprocessor.ts';
import { accepted, by, done } from '../world.ts';
import { memorandum } from './attachment.ts';
import type { Cast } from './cast.ts';
import { corvane as messaging } from './companies.ts';
import type { Script } from './script.ts';
import type { ChangeTold } from './tell-readings.ts';

const visit = memorandum('Visit to Corvane.pdf', 'Visit to the offices in Rotterdam', 'Tramontana Learning, S.L.', [
  'Two of us were shown the offices and the room where the servers stand. Doors open by a card and a code; visitors sign in and are accompanied.',
  'The log of the doors was shown for the three months before. Nothing in it calls for a question.',
]);

/**
 * What the desk has looked into: one company whole, one with a review that is overdue and a contact that was corrected,
 * one whose certificate ran out.
 */
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
  script.on(40, '11:45', 'keep evidence, and attest by it anew', async (at) => {
    const opening = by(world, world.adminId, at);
    const { subprocessorId } = corvane.value;
    const [report] = await visit(at);
    const body = new Blob([new Uint8Array(Buffer.from(report?.content ?? ''))]);
    const sent = { name: report?.name ?? '', length: body.size, body: body.stream() };
    const { fileId } = accepted(await keepEvidence(opening, subprocessorId, sent));
    const dated = { attestedOn: script.day(-41), nextReviewOn: script.day(324) };
    await done(attestMeasure, opening, { subprocessorId, item: 'physical_access', fileId, ...dated });
  });
  script.on(39, '09:05', 'correct a contact', (at) =>
    done(amendSubprocessor, by(world, world.adminId, at), {
      ...messaging.company,
      subprocessorId: corvane.value.subprocessorId,
      contact: 'privacy@corvane.example',
      reason: 'Corvane Messaging has told us of a new address for privacy matters.',
    }),
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

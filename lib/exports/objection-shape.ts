import { z } from 'zod';
import {
  actingAs,
  ceaseScopes,
  channels,
  dataStatements,
  groundAssessments,
  groundCategories,
  objectionStatuses,
  proposalAnswers,
  resolutionOptions,
  withdrawalBases,
  withdrawalDurations,
} from '#db/schema/vocabulary.ts';
import { day, id, instant, note, person, services, sha256, text, texts } from './shape-words.ts';

export const file = z.strictObject({ id, name: text, mediaType: text, size: z.int(), sha256 }).meta({ id: 'file' });

const corrective = z.strictObject({
  number: z.int(),
  text,
  owner: text,
  dueOn: day,
  requestedAction: z.int().nullable().meta({ description: 'The number of the requested action that it answers.' }),
  completion: z
    .strictObject({
      evidence: text,
      completedAt: instant,
      by: person,
      dispute: note,
      disputedAt: instant.nullable(),
      disputedBy: person.nullable(),
    })
    .nullable(),
});

const resolution = z.strictObject({
  id,
  supersedes: id.nullable(),
  option: z.enum(resolutionOptions),
  reasons: text,
  resolvedAt: instant,
  by: person,
  fromProposal: id.nullable(),
  ceaseScope: z.enum(ceaseScopes).nullable(),
  ceaseOn: day.nullable(),
  dataPlan: note,
  withdrawnServices: services,
  withdrawalBasis: z.enum(withdrawalBases).nullable(),
  withdrawalDuration: z.enum(withdrawalDurations).nullable(),
  untilDay: day.nullable(),
  coreConditions: note,
  actions: z.array(corrective),
  dataStatement: z
    .strictObject({ statement: z.enum(dataStatements), detail: text, statedAt: instant, by: person })
    .nullable(),
});

const proposal = z.strictObject({
  id,
  option: z.enum(['corrective_action', 'feature_withdrawal']),
  reasons: text,
  actions: z.array(z.strictObject({ text, owner: text, dueOn: day, requestedActionId: id.nullable() })),
  withdrawnServices: services,
  duration: z.enum(withdrawalDurations).nullable(),
  untilDay: day.nullable(),
  coreConditions: note,
  answerByDay: day,
  answerBy: instant,
  proposedAt: instant,
  by: person,
  answer: z.enum(proposalAnswers).nullable(),
  answeredAt: instant.nullable(),
  answeredBy: person.nullable(),
});

/** The same objection in another case of its subscriber, by the references of both. */
const carried = z.strictObject({ reference: text, case: text }).nullable();

/** An objection and all that became of it. */
export const objection = z.strictObject({
  id,
  reference: text,
  status: z.enum(objectionStatuses),
  respondBy: instant.nullable().meta({ description: 'The vendor’s own target for an answer.' }),
  channel: z.enum(channels),
  receivedAt: instant,
  recordedAt: instant,
  measured: z.boolean().meta({
    description: 'True: received in Demur, by the database’s clock. False: the instant is stated by the vendor.',
  }),
  late: z.boolean(),
  filedBy: person.nullable(),
  recordedBy: person.nullable(),
  filerName: text,
  capacity: note,
  actingAs: z.enum(actingAs).nullable(),
  onBehalfOf: note,
  groundCategories: z.array(z.enum(groundCategories)),
  groundsText: text,
  dataCategories: texts,
  services,
  letterSha256: sha256,
  files: z.array(file),
  requestedActions: z.array(z.strictObject({ id, number: z.int(), text, requestedAt: instant })),
  assessments: z.array(
    z.strictObject({
      category: z.enum(groundCategories),
      assessment: z.enum(groundAssessments),
      note,
      assessedAt: instant,
      by: person,
    }),
  ),
  admission: z.strictObject({ reason: text, dataAlreadySent: text, admittedAt: instant, by: person }).nullable(),
  retraction: z.strictObject({ retractedAt: instant, beforeClose: z.boolean(), by: person }).nullable(),
  carriedFrom: carried.meta({
    description: 'Where it was filed, if a corrected change took the place of the one that it was filed to.',
  }),
  carriedTo: carried.meta({ description: 'Where it stands on since a corrected change took the place of this one.' }),
  proposals: z.array(proposal),
  resolutions: z.array(resolution),
});

export type ObjectionRecord = z.infer<typeof objection>;
export type ResolutionRecord = z.infer<typeof resolution>;
export type ProposalRecord = z.infer<typeof proposal>;

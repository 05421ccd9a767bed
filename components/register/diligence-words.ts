import { type DiligenceItem, flowDownObligations, securityMeasures } from '#db/schema/vocabulary.ts';
import type { Overdue } from '#lib/diligence/diligence.ts';

/** What each item is called, and what its attestation says of the sub-processor. */
export const ITEM: Record<DiligenceItem, { name: string; says: string }> = {
  documented_instructions: {
    name: 'Documented instructions',
    says: 'It processes personal data on the controller’s documented instructions only, as the vendor passes them on in writing.',
  },
  bound_personnel: {
    name: 'Personnel bound to confidentiality',
    says: 'Only reliable people work with the data, each bound by contract to privacy and security.',
  },
  personnel_training: {
    name: 'Training of personnel',
    says: 'Whoever has access is trained in security and data protection, and again at regular intervals.',
  },
  technical_measures: {
    name: 'Measures and yearly certification',
    says: 'It keeps technical and organisational measures no weaker than the vendor’s own, and shows a certification of that every year.',
  },
  breach_notice: {
    name: 'Notice of breaches',
    says: 'It tells the vendor at once of a security breach, an actual one and a possible one.',
  },
  cooperation: {
    name: 'Cooperation',
    says: 'It helps to answer requests of controllers, of the people concerned and of data protection authorities.',
  },
  physical_access: {
    name: 'Physical access',
    says: 'Nobody without authorisation gets to where the data is: its buildings are guarded and locked.',
  },
  system_access: {
    name: 'System access',
    says: 'Its systems are used by those authorised only: sign-in by password or two factors, changes and rights by a documented process, access logged.',
  },
  data_access: {
    name: 'Data access',
    says: 'Each person reaches only the data that their right covers; direct queries to databases are restricted, and an access policy says who may do what.',
  },
  transmission: {
    name: 'Transmission',
    says: 'It can be established to whom data is transmitted, and on its way nobody reads, copies, alters or deletes it without authorisation.',
  },
  entry: {
    name: 'Entry',
    says: 'It can be established whether data was entered, altered or deleted, and by whom; data goes to another provider over a secured channel only.',
  },
  data_protection: {
    name: 'Protection against loss',
    says: 'Data is protected against accidental loss and destruction: encrypted backups at regular intervals, and a managed programme against common attacks.',
  },
  logical_separation: {
    name: 'Logical separation',
    says: 'The data is kept apart from that of other parties, so that it can be processed on its own.',
  },
};

/** The two lists, as the policy has them. */
export const ITEM_GROUPS = [
  { title: 'Obligations passed on', note: 'what the vendor owes as a processor', items: flowDownObligations },
  { title: 'Security measures', note: 'technical and organisational', items: securityMeasures },
] as const;

/** "review of training of personnel", "ISO/IEC 27001" */
export function overdueInWords({ kind, what }: Overdue): string {
  if (kind === 'certification') return what;
  const name = ITEM[what as DiligenceItem]?.name ?? what;
  return `review of ${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

export const AUDIT_WORDS = {
  no_certification: 'It shows no certification. The vendor may audit it instead.',
  expired: 'A certification of its has run out. Until it shows a new one, the vendor may audit it.',
} as const;

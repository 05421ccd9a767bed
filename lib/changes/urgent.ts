import { type Refusal, refuse } from '#lib/command/refusal.ts';
import type { ChangeInput } from './inputs.ts';

/** What of a subscriber's terms, and of the services concerned, decides whether an urgent replacement may start early for it. */
export interface UrgencyTerms {
  emergencyClause: string | null;
  incorporatesScc: boolean;
  /** A critical ICT service under DORA is concerned. */
  dora: boolean;
}

/**
 * Whether new terms may start for a subscriber while its window is still open: only where its DPA says so, and never
 * where the standard contractual clauses or DORA ask for the time to object first.
 */
export function allowsUrgency({ emergencyClause, incorporatesScc, dora }: UrgencyTerms): boolean {
  return emergencyClause !== null && !incorporatesScc && !dora;
}

/** Only a replacement can be urgent: without it a service would stand still. */
export function refuseUrgency({ kind, urgent }: Pick<ChangeInput, 'kind' | 'urgent'>): Refusal | undefined {
  if (urgent === null || kind === 'replacement') return undefined;
  const sentence = 'Only a replacement can be urgent. Take the urgency out, or publish a replacement.';
  return refuse('invalid_input', sentence, { fields: { urgent: sentence } });
}

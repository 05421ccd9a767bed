import type { OptionalKind } from '#db/schema/vocabulary.ts';
import type { SubscriberActor, VendorActor } from '#lib/access/actor.ts';

/** The optional letters that somebody gets unless they do without. */
export function optionalLetters(role: (SubscriberActor | VendorActor)['role']): OptionalKind[] {
  if (role === 'subscriber') return ['reminder'];
  return role === 'privacy_admin' ? ['weekly_digest'] : [];
}

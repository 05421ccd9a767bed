import type { MembershipRight } from '#db/schema/vocabulary.ts';

/** A subscriber's id that was proven by a session: a read or a command for one can't be called with anything else. */
export type SubscriberId = string & { readonly __subscriber: true };

interface SignedIn {
  userId: string;
  name: string;
  email: string;
}

export interface SubscriberActor extends SignedIn {
  role: 'subscriber';
  subscriberId: SubscriberId;
  subscriberName: string;
  right: MembershipRight;
}

export interface VendorActor extends SignedIn {
  role: 'privacy_admin' | 'legal';
}

/** Who asks. The worker is the vendor's own clock, the owner a script at the installation's shell, the public anyone not signed in. */
export type Actor = SubscriberActor | VendorActor | { role: 'public' | 'worker' | 'owner' };

/** The vendor as every page shows it. */
export interface Installation {
  vendorName: string;
  privacyContact: string;
  /** `#rrggbb`; null: Demur's own. */
  accent: string | null;
  /** What its picture's address ends with; null: none is set. */
  logo: string | null;
  zone: string;
  demo: boolean;
}

/** The person who acts, for a row's "by whom"; null for the worker and for a script at the shell. */
export function userOf(actor: Actor): string | null {
  return 'userId' in actor ? actor.userId : null;
}

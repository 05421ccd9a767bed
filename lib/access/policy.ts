import type { MembershipRight, VendorRole } from '#db/schema/vocabulary.ts';
import type { Actor } from './actor.ts';

/** Whoever can hold a permission. A signatory may do all that a contact may; `public` is anybody, as nobody in particular. */
export type Capability = MembershipRight | VendorRole | 'public' | 'worker' | 'owner';

/** Who may do what: one row a command, named as its file. */
export const permissions = {
  // a subscriber's side
  'record-reading': ['contact'],
  'save-draft': ['contact'],
  'discard-draft': ['contact'],
  'attach-file': ['contact', 'privacy_admin'],
  'finish-file': ['contact', 'privacy_admin'],
  'remove-file': ['contact', 'privacy_admin'],
  'record-acceptance': ['signatory'],
  'take-back-acceptance': ['signatory'],
  'file-objection': ['signatory'],
  'supplement-objection': ['signatory'],
  'retract-objection': ['signatory'],
  'ask-question': ['contact'],
  'ask-more-time': ['contact'],
  'send-message': ['contact', 'privacy_admin'],
  'give-information': ['contact'],
  'leave-concern': ['contact'],
  'answer-proposal': ['signatory'],
  'record-disagreement': ['signatory'],
  'dispute-action': ['signatory'],
  'dispute-instant': ['signatory'],
  'request-early-start': ['signatory'],
  'authorise-service': ['signatory'],
  'leave-service': ['signatory'],
  // the privacy admin's
  'save-change-draft': ['privacy_admin'],
  'discard-change-draft': ['privacy_admin'],
  'ask-approval': ['privacy_admin'],
  'answer-approval': ['privacy_admin'],
  'tell-publishing': ['privacy_admin'],
  'publish-version': ['privacy_admin'],
  'withdraw-change': ['privacy_admin'],
  'extend-window': ['privacy_admin'],
  'give-fresh-notice': ['privacy_admin'],
  'extend-for-outage': ['privacy_admin'],
  'start-review': ['privacy_admin'],
  'assess-grounds': ['privacy_admin'],
  'request-information': ['privacy_admin'],
  'resume-review': ['privacy_admin'],
  'admit-objection': ['privacy_admin'],
  'record-objection': ['privacy_admin'],
  'make-proposal': ['privacy_admin'],
  'resolve-objection': ['privacy_admin'],
  'complete-action': ['privacy_admin'],
  'make-data-statement': ['privacy_admin'],
  'record-party': ['privacy_admin', 'owner'],
  'import-register': ['privacy_admin', 'owner'],
  'create-api-token': ['privacy_admin'],
  'revoke-api-token': ['privacy_admin'],
  'record-webhook': ['privacy_admin'],
  'change-webhook': ['privacy_admin'],
  'pause-webhook': ['privacy_admin'],
  'rotate-webhook-secret': ['privacy_admin'],
  'end-webhook': ['privacy_admin'],
  'test-webhook': ['privacy_admin'],
  'replay-webhook': ['privacy_admin'],
  'keep-register-file': ['privacy_admin'],
  'keep-party-file': ['privacy_admin'],
  'draft-register': ['privacy_admin', 'owner'],
  'amend-subprocessor': ['privacy_admin'],
  'store-evidence': ['privacy_admin'],
  'attest-measure': ['privacy_admin'],
  'record-certification': ['privacy_admin'],
  'send-letter-again': ['privacy_admin'],
  'write-letter-again': ['privacy_admin'],
  // everybody's own
  'change-preferences': ['contact', 'privacy_admin'],
  'change-password': ['contact', 'privacy_admin', 'legal'],
  'mark-read': ['contact', 'privacy_admin', 'legal'],
  'make-calendar-feed': ['contact'],
  'revoke-calendar-feed': ['contact'],
  // legal's
  'export-case': ['legal', 'contact'],
  'export-cases': ['legal'],
  'check-log': ['legal', 'owner'],
  // anybody's
  'follow-register': ['public'],
  'confirm-following': ['public'],
  'stop-following': ['public'],
  'ask-to-stop-letters': ['public'],
  // the clock's
  'compose-letters': ['worker'],
  'lease-deliveries': ['worker'],
  'release-deliveries': ['worker'],
  'mark-deliveries': ['worker'],
  'apply-reports': ['worker'],
  'stop-letters': ['worker'],
  'note-relay': ['worker'],
  'close-windows': ['worker'],
  'lapse-proposal': ['worker'],
  'end-withdrawal': ['worker'],
  'sweep-uploads': ['worker'],
  'dispatch-webhooks': ['worker'],
  'claim-webhooks': ['worker'],
  'mark-webhook': ['worker'],
  'disable-webhook': ['worker'],
  'clear-webhooks': ['worker'],
  'sweep-followers': ['worker'],
  'sweep-sessions': ['worker'],
  'oblige-reminders': ['worker'],
  'oblige-overdue-responses': ['worker'],
  'oblige-overdue-actions': ['worker'],
  'oblige-digest': ['worker'],
  beat: ['worker'],
  'record-outage': ['worker'],
} as const satisfies Record<string, readonly Capability[]>;

export type CommandName = keyof typeof permissions;

export function may(actor: Actor, command: CommandName): boolean {
  const held = capabilitiesOf(actor);
  return permissions[command].some((capability) => held.includes(capability));
}

export function capabilitiesOf(actor: Actor): readonly Capability[] {
  switch (actor.role) {
    case 'subscriber':
      return actor.right === 'signatory' ? ['signatory', 'contact'] : ['contact'];
    default:
      return [actor.role];
  }
}

const names: Record<Capability, string> = {
  contact: 'a contact or signatory of the subscriber',
  signatory: 'a signatory of the subscriber',
  privacy_admin: 'a privacy admin',
  legal: 'legal',
  public: 'somebody who is not signed in',
  worker: 'the worker',
  owner: 'a script of the installation',
};

/** Who may, in words for a refusal: "a signatory of the subscriber". */
export function whoMay(command: CommandName): string {
  return permissions[command].map((capability) => names[capability]).join(' or ');
}

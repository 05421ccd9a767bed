import type { EventType } from '#db/schema/vocabulary.ts';

/** Who an entry says acted. */
export interface ActorSaid {
  role: string;
  name: string | null;
}

/** What was done, to follow who did it: "Marta Quintero (subscriber)" + "read the notice in Demur". */
const clauses: Record<EventType, string> = {
  'vendor.configured': 'set the vendor’s details',
  'service.recorded': 'recorded a service',
  'subscriber.recorded': 'recorded a subscriber',
  'subscriber.changed': 'changed what is recorded of a subscriber',
  'subscribers.exported': 'exported the list of subscribers',
  'profile.recorded': 'recorded a DPA profile',
  'dpa.recorded': 'recorded an executed DPA',
  'dpa.ended': 'recorded that a DPA has ended',
  'service.taken_up': 'recorded that a subscriber uses a service',
  'service.authorised': 'authorised the sub-processors behind a service and took it up',
  'service.dropped': 'recorded that a subscriber no longer uses a service',
  'user.recorded': 'recorded a user',
  'user.changed': 'changed what is recorded of a user',
  'user.ended': 'ended a user’s access',
  'membership.granted': 'gave a user a right to act for a subscriber',
  'membership.ended': 'ended a user’s right to act for a subscriber',
  'policy.imported': 'imported the register',
  'approval.asked': 'asked another privacy admin to approve a policy version',
  'approval.given': 'approved a policy version before its publication',
  'approval.sent_back': 'sent the draft of a policy version back, with a reason',
  'policy.published': 'published a policy version',
  'subprocessor.amended': 'corrected what the register says of a company',
  'measure.attested': 'attested an obligation or a measure of a sub-processor',
  'certification.recorded': 'recorded a certification of a sub-processor',
  'change.published': 'published the change',
  'change.withdrawn': 'withdrew the change',
  'notice.given': 'gave notice of the change',
  'notice.read': 'read the notice in Demur',
  'notice.accepted': 'recorded “no objection”',
  'notice.acceptance_taken_back': 'took “no objection” back',
  'notice.superseded': 'published a corrected change, which ended the notice',
  'notice.change_withdrawn': 'withdrew the change, which ended the notice',
  'notice.not_concerned': 'recorded that the change no longer concerns the subscriber',
  'window.extended': 'extended the window',
  'window.closed': 'recorded what the close of the window made of the notice',
  'objection.filed': 'filed an objection',
  'objection.filed_late': 'filed an objection after the window had closed',
  'objection.recorded': 'recorded an objection that came by e-mail or post',
  'objection.admitted': 'admitted an objection',
  'objection.retracted': 'retracted the objection',
  'objection.ended': 'ended the objection, since its notice ended',
  'objection.carried_over': 'carried the objection over to the notice of the corrected change',
  'objection.supplemented': 'added to the objection',
  'objection.instant_disputed': 'disputed the stated instant of receipt',
  'grounds.assessed': 'assessed a ground',
  'review.started': 'started to review the objection',
  'review.resumed': 'took the objection back to review without an answer',
  'information.requested': 'asked for information',
  'information.given': 'gave the information asked for',
  'message.sent': 'sent a message',
  'question.asked': 'asked a question',
  'time.requested': 'asked for more time',
  'concern.left': 'left a concern',
  'proposal.made': 'made a proposal',
  'proposal.accepted': 'accepted the proposal',
  'proposal.declined': 'declined the proposal',
  'proposal.lapsed': 'recorded that the proposal lapsed without an answer',
  'objection.resolved': 'decided the objection',
  'resolution.superseded': 'put a new decision in the place of an earlier one',
  'action.completed': 'recorded a corrective action as done',
  'action.disputed': 'disputed that an action is done',
  'withdrawal.ended': 'recorded that the temporary withdrawal of the service is over, and gave a fresh notice',
  'disagreement.recorded': 'recorded that it disagrees with the decision',
  'data_statement.made': 'stated what became of data already there',
  'early_start.requested': 'asked to be served under the new terms before the window closes',
  'case.exported': 'exported a case',
  'cases.exported': 'exported the list of cases',
  'log.checked': 'had the log checked',
  'api_token.created': 'made a token for the API',
  'api_token.revoked': 'revoked a token for the API',
  'webhook.recorded': 'recorded an endpoint for webhooks',
  'webhook.changed': 'changed an endpoint for webhooks',
  'webhook.paused': 'paused an endpoint for webhooks',
  'webhook.resumed': 'took up an endpoint for webhooks again',
  'webhook.secret_rotated': 'gave an endpoint for webhooks a new secret',
  'webhook.disabled': 'disabled an endpoint for webhooks, whose receiver answered that it is gone',
  'webhook.ended': 'removed an endpoint for webhooks',
  'letter.composed': 'wrote a letter',
  'letter.handed_over': 'handed a letter to the mail relay',
  'letter.accepted': 'was told that the recipient’s mail server accepted a letter',
  'letter.bounced': 'was told that a letter was refused by a mail server, or came back',
  'letter.failed': 'gave up sending a letter that no server took',
  'letter.sent_again': 'sent a letter again',
  'letter.owed_again': 'asked for a letter to be written again',
  'notice.shown': 'recorded that the notice counts as shown, since its letter was handed over',
  'notice.shown_no_longer':
    'recorded that nothing proves any more that the notice was shown, since its letter came back',
  'preferences.changed': 'changed which letters they get, and in which language',
  'calendar_feed.made': 'made an address for their calendar',
  'calendar_feed.revoked': 'revoked the address for their calendar',
  'user.password_changed': 'changed their own password',
  'outage.recorded': 'recorded a time in which it can’t be shown that an objection could be filed',
  'outage.windows_extended': 'extended the windows that such a time concerned',
};

/** What the vendor does of itself, and a subscriber by taking up a service or dropping one. */
const bySubscriber: Partial<Record<EventType, string>> = {
  'notice.given': 'took up a service behind which the change is to come, and so was given notice of it',
  'notice.not_concerned': 'dropped the service, so that the change no longer concerns the subscriber',
  'service.dropped': 'dropped a service',
};

/** One entry in one sentence, without any name but the actor's. A word that this version does not know stands as it is. */
export function eventInWords(type: string, actor: ActorSaid, more = ''): string {
  const own = isEventType(type) && actor.role === 'subscriber' ? bySubscriber[type] : undefined;
  const clause = own ?? (isEventType(type) ? clauses[type] : `wrote an entry of the type ${type}`);
  return `${actorInWords(actor)} ${clause}${more}.`;
}

export function actorInWords({ role, name }: ActorSaid): string {
  if (role === 'worker') return 'Demur’s clock';
  if (role === 'owner') return 'A script of the installation';
  const known = role === 'privacy_admin' ? 'privacy admin' : role;
  return name === null ? `A user (${known})` : `${name} (${known})`;
}

function isEventType(type: string): type is EventType {
  return type in clauses;
}

/**
 * The stored words. Each list is the CHECK constraint of a column and the type of a field in the
 * domain, so that a word exists once. This file imports nothing and everyone may import it.
 */

export const subprocessorCategories = ['infrastructure', 'service_specific'] as const;
export type SubprocessorCategory = (typeof subprocessorCategories)[number];

export const locationRoles = ['primary', 'secondary'] as const;

/** How a transfer outside the EEA is covered. `not_stated`: the source does not say, shown as missing. */
export const transferMechanisms = [
  'adequacy_decision',
  'data_privacy_framework',
  'standard_contractual_clauses',
  'binding_corporate_rules',
  'derogation',
  'not_stated',
] as const;
export type TransferMechanism = (typeof transferMechanisms)[number];

/** What every sub-processor binds itself to, as the vendor is bound (the data processing policy, section 3). */
export const flowDownObligations = [
  'documented_instructions',
  'bound_personnel',
  'personnel_training',
  'technical_measures',
  'breach_notice',
  'cooperation',
] as const;

/** The technical and organisational measures that every sub-processor keeps (section 4). */
export const securityMeasures = [
  'physical_access',
  'system_access',
  'data_access',
  'transmission',
  'entry',
  'data_protection',
  'logical_separation',
] as const;

/** All that is attested of a sub-processor, one by one. */
export const diligenceItems = [...flowDownObligations, ...securityMeasures] as const;
export type DiligenceItem = (typeof diligenceItems)[number];

export const changeKinds = ['addition', 'replacement', 'location', 'data_categories', 'purpose', 'removal'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What became of a request to approve a version; `lapsed`: the draft was asked about anew, after it or the register had moved on. */
export const approvalAnswers = ['approved', 'sent_back', 'lapsed'] as const;

/** The steps of a publication, as they are told while it runs. */
export const publishingSteps = ['register', 'notices', 'letters', 'log'] as const;
export type PublishingStep = (typeof publishingSteps)[number];

export const countingRules = ['eu-1182-71', 'calendar-days', 'working-days'] as const;
export type CountingRule = (typeof countingRules)[number];

export const authorisationModes = ['general', 'specific'] as const;
export type AuthorisationMode = (typeof authorisationModes)[number];

/** Why a notice was given: the publication itself, or something that happened in mid-window. */
export const occasions = ['published', 'dpa_executed', 'service_taken_up', 'superseding', 'fresh'] as const;
export type Occasion = (typeof occasions)[number];

export const appliesBecause = ['infrastructure', 'uses_service'] as const;
export type AppliesBecause = (typeof appliesBecause)[number];

/** What commands write on a notice; null while nobody has answered. */
export const answers = ['objected', 'accepted', 'superseded', 'change_withdrawn', 'not_concerned'] as const;
export type Answer = (typeof answers)[number];

/** A notice's outcome: its answer, or what the clock makes of none. */
export const outcomes = [
  'open',
  'objected',
  'accepted',
  'deemed_accepted',
  'not_authorised',
  'notice_unproven',
  'superseded',
  'change_withdrawn',
  'not_concerned',
] as const;
export type Outcome = (typeof outcomes)[number];

export const groundGroups = {
  where: ['third_country_transfer', 'transfer_mechanism', 'government_access', 'data_residency'],
  how_safe: ['security_measures', 'certification', 'breach_history', 'retention_deletion'],
  whose_data: ['special_category_data', 'childrens_data'],
  rules_on_us: ['sector_regulation', 'customer_contract'],
  the_company: [
    'ai_training',
    'competitor_conflict',
    'concentration_risk',
    'chain_opacity',
    'insufficient_information',
    'other',
  ],
} as const;
export type GroundGroup = keyof typeof groundGroups;
export type GroundCategory = (typeof groundGroups)[GroundGroup][number];
export const groundCategories = Object.values(groundGroups).flat() as GroundCategory[];

export const groundAssessments = ['shown', 'not_shown', 'disputed'] as const;
export type GroundAssessment = (typeof groundAssessments)[number];

export const objectionStatuses = [
  'late',
  'filed',
  'under_review',
  'information_requested',
  'awaiting_subscriber',
  'resolved',
  'retracted',
  'ended',
] as const;
export type ObjectionStatus = (typeof objectionStatuses)[number];

export const channels = ['demur', 'email', 'post'] as const;
export type Channel = (typeof channels)[number];

export const actingAs = ['controller', 'processor'] as const;
export type ActingAs = (typeof actingAs)[number];

export const messageKinds = [
  'message',
  'question',
  'more_time',
  'information_request',
  'information',
  'supplement',
  'disagreement',
  'dispute',
  'concern',
] as const;
export type MessageKind = (typeof messageKinds)[number];

export const sides = ['subscriber', 'vendor'] as const;
export type Side = (typeof sides)[number];

export const resolutionOptions = ['cease', 'corrective_action', 'feature_withdrawal'] as const;
export type ResolutionOption = (typeof resolutionOptions)[number];

export const ceaseScopes = ['this_subscriber', 'everyone'] as const;
export const withdrawalBases = ['vendor_ceases', 'subscriber_agrees'] as const;
export const withdrawalDurations = ['temporary', 'permanent'] as const;
export const dataStatements = ['nothing_sent', 'deletion_confirmed'] as const;
export const proposalAnswers = ['accepted', 'declined', 'lapsed'] as const;

export const authorisationStates = ['pending', 'authorised', 'on_hold', 'refused', 'not_applicable'] as const;
export type AuthorisationState = (typeof authorisationStates)[number];

export const membershipRights = ['contact', 'signatory'] as const;
export type MembershipRight = (typeof membershipRights)[number];

export const vendorRoles = ['privacy_admin', 'legal'] as const;
export type VendorRole = (typeof vendorRoles)[number];

/** What a request acts as; each is a database role `demur_<role>`. */
export const requestRoles = ['public', 'subscriber', 'privacy_admin', 'legal'] as const;
export type RequestRole = (typeof requestRoles)[number];

export const eventTypes = [
  'vendor.configured',
  'service.recorded',
  'subscriber.recorded',
  'subscriber.changed',
  'subscribers.exported',
  'profile.recorded',
  'dpa.recorded',
  'dpa.ended',
  'service.taken_up',
  'service.authorised',
  'service.dropped',
  'user.recorded',
  'user.changed',
  'user.ended',
  'membership.granted',
  'membership.ended',
  'policy.imported',
  'approval.asked',
  'approval.given',
  'approval.sent_back',
  'policy.published',
  'subprocessor.amended',
  'measure.attested',
  'certification.recorded',
  'change.published',
  'change.withdrawn',
  'notice.given',
  'notice.read',
  'notice.accepted',
  'notice.acceptance_taken_back',
  'notice.superseded',
  'notice.change_withdrawn',
  'notice.not_concerned',
  'window.extended',
  'window.closed',
  'objection.filed',
  'objection.filed_late',
  'objection.recorded',
  'objection.admitted',
  'objection.retracted',
  'objection.ended',
  'objection.carried_over',
  'objection.supplemented',
  'objection.instant_disputed',
  'grounds.assessed',
  'review.started',
  'review.resumed',
  'information.requested',
  'information.given',
  'message.sent',
  'question.asked',
  'time.requested',
  'concern.left',
  'proposal.made',
  'proposal.accepted',
  'proposal.declined',
  'proposal.lapsed',
  'objection.resolved',
  'resolution.superseded',
  'action.completed',
  'action.disputed',
  'withdrawal.ended',
  'disagreement.recorded',
  'data_statement.made',
  'early_start.requested',
  'case.exported',
  'cases.exported',
  'log.checked',
  'api_token.created',
  'api_token.revoked',
  'webhook.recorded',
  'webhook.changed',
  'webhook.paused',
  'webhook.resumed',
  'webhook.secret_rotated',
  'webhook.disabled',
  'webhook.ended',
  'letter.composed',
  'letter.handed_over',
  'letter.accepted',
  'letter.bounced',
  'letter.failed',
  'letter.sent_again',
  'letter.owed_again',
  'notice.shown',
  'notice.shown_no_longer',
  'preferences.changed',
  'calendar_feed.made',
  'calendar_feed.revoked',
  'user.password_changed',
  'outage.recorded',
  'outage.windows_extended',
] as const;
export type EventType = (typeof eventTypes)[number];

/** Letters to somebody who follows the register; all others go to a subscriber. */
export const followerLetterKinds = ['follow_confirmation', 'register_published'] as const;

/** Letters to the vendor's own privacy admins. */
export const deskLetterKinds = ['response_overdue', 'weekly_digest'] as const;

export const letterKinds = [
  'notice',
  'reminder',
  'receipt',
  'supplement',
  'message',
  'proposal',
  'decision',
  'action_done',
  'action_overdue',
  'data_statement',
  'retraction',
  'no_objection_record',
  'change_withdrawn',
  'superseded',
  'carried_over',
  'window_extended',
  'admission',
  'service_authorised',
  ...followerLetterKinds,
  ...deskLetterKinds,
] as const;
export type LetterKind = (typeof letterKinds)[number];
export type FollowerLetterKind = (typeof followerLetterKinds)[number];
export type DeskLetterKind = (typeof deskLetterKinds)[number];

/** Letters to many at once: one to a single recipient goes before them. */
export const circularKinds = [
  'notice',
  'reminder',
  'no_objection_record',
  'change_withdrawn',
  'superseded',
  'window_extended',
  'register_published',
] as const satisfies readonly LetterKind[];

/** What a recipient may do without: nothing follows from these that another letter or a page does not say. */
export const optionalKinds = ['reminder', 'weekly_digest'] as const satisfies readonly LetterKind[];
export type OptionalKind = (typeof optionalKinds)[number];

/** Why an obliged letter was not composed after all. */
export const lapseReasons = ['no_longer_due', 'nobody_to_write_to', 'not_wanted'] as const;
export type LapseReason = (typeof lapseReasons)[number];

/** In which a letter can be written. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

/** How letters leave the house: by a mail relay, in a demo not at all, and not yet while none is named. */
export const carriers = ['smtp', 'demo', 'none'] as const;
export type CarrierWord = (typeof carriers)[number];

/** What a mail system can tell of a delivery after it was handed over. */
export const reportedGrades = ['bounced', 'accepted'] as const;
export type ReportedGrade = (typeof reportedGrades)[number];

/** What a token of the API may do. */
export const apiScopes = ['authorisations:read', 'bounces:write', 'cases:read', 'register:read'] as const;
export type ApiScope = (typeof apiScopes)[number];

/** What the vendor's own systems can be told of. */
export const webhookKinds = ['notice.given', 'objection.filed', 'objection.resolved', 'authorisation.changed'] as const;
export type WebhookKind = (typeof webhookKinds)[number];

/** And a test, which tells of nothing. */
export const webhookMessageKinds = [...webhookKinds, 'webhook.test'] as const;
export type WebhookMessageKind = (typeof webhookMessageKinds)[number];

/** Why a webhook was not taken: its receiver's answer, or what stood in the way of one. */
export const webhookFailures = ['status', 'timeout', 'connection', 'name', 'target', 'secret'] as const;
export type WebhookFailure = (typeof webhookFailures)[number];

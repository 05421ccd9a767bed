/** What is read of a table's rows to compare them with the log. */
export interface BoundTable {
  /** Every column unless some are for no reader's eyes. */
  columns?: string;
  /** Which rows the log answers for; all unless some are not yet on the record. */
  recorded?: string;
}

/**
 * The tables whose every row stands in some event. Written here a second time on purpose: the check of the log must not
 * ask the database, which it checks, what there is to check. A test holds this list against `demur.bound_tables()`.
 */
export const boundTables: Record<string, BoundTable> = {
  vendor_role_grants: {},
  services: {},
  users: { columns: 'id, email, name, created_at, disabled_at' },
  subscribers: {},
  memberships: {},
  dpa_profiles: {},
  dpa_records: {},
  services_in_use: {},
  service_authorisations: {},
  policy_versions: {},
  subprocessors: {},
  terms: {},
  publication_approvals: {},
  changes: {},
  windows: {},
  notices: {},
  readings: {},
  acceptances: {},
  extensions: {},
  objections: {},
  objection_progress: {},
  // one that belongs to a draft is nobody's record yet
  files: { recorded: 'filed_at is not null' },
  requested_actions: {},
  messages: {},
  grounds_assessed: {},
  retractions: {},
  admissions: {},
  proposals: {},
  resolutions: {},
  corrective_actions: {},
  action_completions: {},
  data_statements: {},
  // of letters to followers the log says nothing
  letter_texts: {
    recorded: 'not exists (select from demur.letters l where l.id = letter_id and l.follower_id is not null)',
  },
  deliveries: { recorded: 'follower_id is null' },
  preferences: {},
  calendar_feeds: { columns: 'id, user_id, subscriber_id, membership_id, made_at, revoked_at' },
  outages: {},
  webhook_endpoints: {},
  webhook_secrets: { columns: 'id, endpoint_id, made_at, works_until' },
  api_tokens: { columns: 'id, name, scopes, created_by, created_at, expires_at, revoked_by, revoked_at' },
  // one that nothing names yet is nobody's record
  evidence_files: { recorded: 'attached_at is not null' },
  attestations: {},
  certifications: {},
  company_amendments: {},
};

-- Who may see and write which rows. A subscriber's policies compare its id; the vendor's are literally true.
-- FORCE disarms the owner too, so each forced table has a policy for it.

-- Public: the register and the vendor's face.
GRANT SELECT ON demur.vendor, demur.closures, demur.services, demur.subprocessors, demur.policy_versions, demur.terms, demur.terms_services, demur.changes
  TO demur_public, demur_subscriber, demur_privacy_admin, demur_legal, demur_worker;
--> statement-breakpoint
GRANT INSERT ON demur.closures, demur.services, demur.subprocessors, demur.policy_versions, demur.terms, demur.terms_services, demur.changes TO demur_privacy_admin;
--> statement-breakpoint
GRANT UPDATE (withdrawn_at, withdrawn_by, withdrawal_reason, superseded_at) ON demur.changes TO demur_privacy_admin;
--> statement-breakpoint
GRANT UPDATE, INSERT ON demur.vendor TO demur_privacy_admin;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON demur.change_drafts TO demur_privacy_admin;
--> statement-breakpoint
DO $$
DECLARE
  t text;
  own CONSTANT text := '(SELECT nullif(current_setting(''demur.subscriber'', true), '''')::uuid)';
BEGIN
  -- every table that holds a subscriber's rows
  FOREACH t IN ARRAY ARRAY['users', 'vendor_role_grants', 'subscribers', 'memberships', 'dpa_profiles', 'dpa_records', 'services_in_use',
    'change_drafts', 'windows', 'notices', 'readings', 'acceptances', 'extensions',
    'objection_drafts', 'files', 'file_pieces', 'objections', 'objection_progress', 'objection_files', 'requested_actions', 'messages',
    'grounds_assessed', 'retractions', 'admissions', 'proposals', 'resolutions', 'corrective_actions', 'action_completions', 'data_statements',
    'events', 'salts', 'log_head', 'letters', 'sessions', 'sign_in_failures', 'reference_key'] LOOP
    EXECUTE format('ALTER TABLE demur.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE demur.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_works ON demur.%I TO demur_owner USING (true) WITH CHECK (true)', t);
  END LOOP;

  -- a subscriber's own rows, read
  FOREACH t IN ARRAY ARRAY['memberships', 'dpa_records', 'services_in_use', 'notices', 'readings', 'acceptances', 'extensions',
    'objection_drafts', 'files', 'objections', 'objection_progress', 'objection_files', 'requested_actions', 'messages', 'retractions', 'admissions',
    'proposals', 'resolutions', 'corrective_actions', 'action_completions', 'data_statements'] LOOP
    EXECUTE format('GRANT SELECT ON demur.%I TO demur_subscriber', t);
    EXECUTE format('CREATE POLICY own_rows ON demur.%I TO demur_subscriber USING (subscriber_id = %s) WITH CHECK (subscriber_id = %s)', t, own, own);
  END LOOP;
  -- and written
  FOREACH t IN ARRAY ARRAY['readings', 'acceptances', 'objection_drafts', 'files', 'objections', 'objection_progress', 'objection_files', 'requested_actions',
    'messages', 'retractions', 'resolutions', 'corrective_actions'] LOOP
    EXECUTE format('GRANT INSERT ON demur.%I TO demur_subscriber', t);
  END LOOP;

  -- what the vendor's desk and legal read: everything but drafts, and files only once filed
  FOREACH t IN ARRAY ARRAY['vendor_role_grants', 'subscribers', 'memberships', 'dpa_profiles', 'dpa_records', 'services_in_use',
    'windows', 'notices', 'readings', 'acceptances', 'extensions', 'objections', 'objection_progress', 'objection_files', 'requested_actions', 'messages',
    'grounds_assessed', 'retractions', 'admissions', 'proposals', 'resolutions', 'corrective_actions', 'action_completions', 'data_statements', 'events', 'letters'] LOOP
    EXECUTE format('GRANT SELECT ON demur.%I TO demur_privacy_admin, demur_legal, demur_worker', t);
    EXECUTE format('CREATE POLICY desk_works ON demur.%I TO demur_privacy_admin USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY legal_reads ON demur.%I FOR SELECT TO demur_legal USING (true)', t);
    EXECUTE format('CREATE POLICY worker_works ON demur.%I TO demur_worker USING (true) WITH CHECK (true)', t);
  END LOOP;
  -- and what the desk writes
  FOREACH t IN ARRAY ARRAY['vendor_role_grants', 'subscribers', 'memberships', 'dpa_profiles', 'dpa_records', 'services_in_use',
    'windows', 'notices', 'extensions', 'objections', 'objection_progress', 'objection_files', 'requested_actions', 'messages',
    'grounds_assessed', 'admissions', 'proposals', 'resolutions', 'corrective_actions', 'action_completions', 'data_statements', 'letters'] LOOP
    EXECUTE format('GRANT INSERT ON demur.%I TO demur_privacy_admin', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- What one side says is said by that side, and by who is signed in.
CREATE POLICY own_voice ON demur.messages AS RESTRICTIVE FOR INSERT TO demur_subscriber WITH CHECK (side = 'subscriber' AND author_id = demur.acting_user());
--> statement-breakpoint
CREATE POLICY own_voice_of_the_desk ON demur.messages AS RESTRICTIVE FOR INSERT TO demur_privacy_admin WITH CHECK (side = 'vendor' AND author_id = demur.acting_user());
--> statement-breakpoint
CREATE POLICY own_file ON demur.files AS RESTRICTIVE FOR INSERT TO demur_subscriber WITH CHECK (side = 'subscriber');
--> statement-breakpoint
CREATE POLICY own_file_marked ON demur.files AS RESTRICTIVE FOR UPDATE TO demur_subscriber USING (side = 'subscriber') WITH CHECK (side = 'subscriber');
--> statement-breakpoint
CREATE POLICY own_file_removed ON demur.files AS RESTRICTIVE FOR DELETE TO demur_subscriber USING (side = 'subscriber');
--> statement-breakpoint
-- What a subscriber's role puts on record was done in Demur by who is signed in.
CREATE POLICY own_filing ON demur.objections AS RESTRICTIVE FOR INSERT TO demur_subscriber WITH CHECK (channel = 'demur' AND filed_by = demur.acting_user() AND recorded_by IS NULL);
--> statement-breakpoint
CREATE POLICY own_reading ON demur.readings AS RESTRICTIVE FOR INSERT TO demur_subscriber WITH CHECK (user_id = demur.acting_user());
--> statement-breakpoint
CREATE POLICY own_acceptance ON demur.acceptances AS RESTRICTIVE FOR INSERT TO demur_subscriber WITH CHECK (accepted_by = demur.acting_user());
--> statement-breakpoint
CREATE POLICY own_retraction ON demur.retractions AS RESTRICTIVE FOR INSERT TO demur_subscriber WITH CHECK (retracted_by = demur.acting_user());
--> statement-breakpoint
-- Decisions are the vendor's. A subscriber's word makes one only of a proposal that it has just accepted.
CREATE POLICY of_accepted_proposal ON demur.resolutions AS RESTRICTIVE FOR INSERT TO demur_subscriber WITH CHECK (EXISTS (
  SELECT FROM demur.proposals p WHERE p.id = proposal_id AND p.objection_id = resolutions.objection_id AND p.option = resolutions.option
    AND p.proposed_by = resolutions.resolved_by AND p.answer = 'accepted' AND p.answered_by = demur.acting_user()));
--> statement-breakpoint
CREATE POLICY of_accepted_proposal ON demur.corrective_actions AS RESTRICTIVE FOR INSERT TO demur_subscriber WITH CHECK (EXISTS (
  SELECT FROM demur.resolutions r JOIN demur.proposals p ON p.id = r.proposal_id WHERE r.id = resolution_id AND p.answered_by = demur.acting_user()));
--> statement-breakpoint
CREATE POLICY begins ON demur.objection_progress AS RESTRICTIVE FOR INSERT TO demur_subscriber WITH CHECK (status IN ('filed', 'late'));
--> statement-breakpoint
CREATE POLICY goes_on ON demur.objection_progress AS RESTRICTIVE FOR UPDATE TO demur_subscriber
  USING (status NOT IN ('resolved', 'retracted', 'ended'))
  WITH CHECK (status IN ('under_review', 'retracted') OR (status = 'resolved' AND EXISTS (SELECT FROM demur.resolutions r WHERE r.objection_id = objection_progress.id)));
--> statement-breakpoint
-- Nor does a subscriber end a notice as the vendor or the clock does, or unsay what is said once.
CREATE FUNCTION demur.refuse_vendors_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.answer IS DISTINCT FROM OLD.answer AND (coalesce(OLD.answer, 'objected') NOT IN ('objected', 'accepted') OR coalesce(NEW.answer, 'objected') NOT IN ('objected', 'accepted'))
    OR OLD.shown_at IS NOT NULL AND NEW.shown_at IS DISTINCT FROM OLD.shown_at
    OR OLD.early_start_at IS NOT NULL AND NEW.early_start_at IS DISTINCT FROM OLD.early_start_at THEN
    RAISE EXCEPTION 'this is not the subscriber''s to say of a notice' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER subscribers_answer BEFORE UPDATE ON demur.notices FOR EACH ROW WHEN (current_user = 'demur_subscriber') EXECUTE FUNCTION demur.refuse_vendors_answer();
--> statement-breakpoint
-- What is written twice, by whom and where.
GRANT UPDATE (answer, answered_at, shown_at, early_start_at) ON demur.notices TO demur_subscriber;
--> statement-breakpoint
GRANT UPDATE (answer, answered_at, closes_at, close_recorded_at, recorded_outcome) ON demur.notices TO demur_privacy_admin;
--> statement-breakpoint
GRANT UPDATE (close_recorded_at, recorded_outcome) ON demur.notices TO demur_worker;
--> statement-breakpoint
-- a temporary withdrawal that ends gives a fresh notice
GRANT INSERT ON demur.windows, demur.notices TO demur_worker;
--> statement-breakpoint
-- the desk: admitting an objection, or recording one that came by post, takes an earlier "no objection" back
GRANT UPDATE (taken_back_by, taken_back_at) ON demur.acceptances TO demur_subscriber, demur_privacy_admin;
--> statement-breakpoint
GRANT UPDATE (status, respond_by, paused_at) ON demur.objection_progress TO demur_subscriber, demur_privacy_admin, demur_worker;
--> statement-breakpoint
GRANT UPDATE (answer, answered_by, answered_at) ON demur.proposals TO demur_subscriber, demur_privacy_admin, demur_worker;
--> statement-breakpoint
GRANT UPDATE (disputed_by, disputed_at, dispute) ON demur.action_completions TO demur_subscriber;
--> statement-breakpoint
GRANT UPDATE (content, updated_at, updated_by), DELETE ON demur.objection_drafts TO demur_subscriber;
--> statement-breakpoint
GRANT UPDATE (sha256, completed_at, filed_at, size, media_type), DELETE ON demur.files TO demur_subscriber;
--> statement-breakpoint
GRANT UPDATE (ended_at) ON demur.vendor_role_grants, demur.memberships, demur.dpa_records TO demur_privacy_admin;
--> statement-breakpoint
GRANT UPDATE (dropped_at) ON demur.services_in_use TO demur_privacy_admin;
--> statement-breakpoint
-- A file: the subscriber's own at any time; the vendor sees what was filed, and its own.
GRANT SELECT ON demur.files TO demur_privacy_admin, demur_legal;
--> statement-breakpoint
GRANT INSERT, UPDATE (sha256, completed_at, filed_at, size, media_type), DELETE ON demur.files TO demur_privacy_admin;
--> statement-breakpoint
CREATE POLICY desk_works ON demur.files TO demur_privacy_admin USING (filed_at IS NOT NULL OR side = 'vendor') WITH CHECK (side = 'vendor');
--> statement-breakpoint
CREATE POLICY legal_reads ON demur.files FOR SELECT TO demur_legal USING (filed_at IS NOT NULL);
--> statement-breakpoint
CREATE POLICY no_draft_of_the_vendors ON demur.files AS RESTRICTIVE FOR SELECT TO demur_subscriber USING (filed_at IS NOT NULL OR side = 'subscriber');
--> statement-breakpoint
-- what was filed stays as it is
CREATE POLICY not_once_filed ON demur.files AS RESTRICTIVE FOR UPDATE TO demur_subscriber, demur_privacy_admin USING (filed_at IS NULL) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY stays_once_filed ON demur.files AS RESTRICTIVE FOR DELETE TO demur_subscriber, demur_privacy_admin USING (filed_at IS NULL);
--> statement-breakpoint
-- the worker sweeps what broke off, and sees no more of a file than that
GRANT SELECT (id, started_at, completed_at), DELETE ON demur.files TO demur_worker;
--> statement-breakpoint
CREATE POLICY broken_off ON demur.files TO demur_worker USING (completed_at IS NULL);
--> statement-breakpoint
GRANT SELECT, INSERT ON demur.file_pieces TO demur_subscriber, demur_privacy_admin;
--> statement-breakpoint
GRANT SELECT ON demur.file_pieces TO demur_legal;
--> statement-breakpoint
-- the inner SELECT runs under the reader's own policies on files
CREATE POLICY of_visible_file ON demur.file_pieces TO demur_subscriber, demur_privacy_admin, demur_legal
  USING (EXISTS (SELECT FROM demur.files f WHERE f.id = file_id))
  WITH CHECK (EXISTS (SELECT FROM demur.files f WHERE f.id = file_id AND f.completed_at IS NULL));
--> statement-breakpoint
GRANT SELECT (id, email, name, created_at, disabled_at) ON demur.users TO demur_subscriber, demur_privacy_admin, demur_legal;
--> statement-breakpoint
GRANT INSERT ON demur.users TO demur_privacy_admin;
--> statement-breakpoint
GRANT UPDATE (name, password_hash, disabled_at) ON demur.users TO demur_privacy_admin;
--> statement-breakpoint
CREATE POLICY own_colleagues ON demur.users FOR SELECT TO demur_subscriber
  USING (EXISTS (SELECT FROM demur.memberships m WHERE m.user_id = users.id AND m.subscriber_id = (SELECT nullif(current_setting('demur.subscriber', true), '')::uuid)));
--> statement-breakpoint
CREATE POLICY desk_works ON demur.users TO demur_privacy_admin USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY legal_reads ON demur.users FOR SELECT TO demur_legal USING (true);
--> statement-breakpoint
GRANT SELECT ON demur.subscribers, demur.dpa_profiles, demur.windows, demur.events TO demur_subscriber;
--> statement-breakpoint
CREATE POLICY own_rows ON demur.subscribers FOR SELECT TO demur_subscriber USING (id = (SELECT nullif(current_setting('demur.subscriber', true), '')::uuid));
--> statement-breakpoint
CREATE POLICY own_profile ON demur.dpa_profiles FOR SELECT TO demur_subscriber USING (
  EXISTS (SELECT FROM demur.dpa_records d WHERE d.profile_id = dpa_profiles.id AND d.subscriber_id = (SELECT nullif(current_setting('demur.subscriber', true), '')::uuid))
  OR EXISTS (SELECT FROM demur.windows w JOIN demur.notices n ON n.window_id = w.id WHERE w.profile_id = dpa_profiles.id AND n.subscriber_id = (SELECT nullif(current_setting('demur.subscriber', true), '')::uuid)));
--> statement-breakpoint
CREATE POLICY own_window ON demur.windows FOR SELECT TO demur_subscriber USING (
  EXISTS (SELECT FROM demur.notices n WHERE n.window_id = windows.id AND n.subscriber_id = (SELECT nullif(current_setting('demur.subscriber', true), '')::uuid)));
--> statement-breakpoint
-- A subscriber reads its own history, without the vendor's assessments and legal's exports.
CREATE POLICY own_history ON demur.events FOR SELECT TO demur_subscriber USING (
  subscriber_id = (SELECT nullif(current_setting('demur.subscriber', true), '')::uuid) AND type <> 'grounds.assessed' AND role <> 'legal');
--> statement-breakpoint
GRANT SELECT ON demur.salts, demur.log_head TO demur_legal;
--> statement-breakpoint
CREATE POLICY legal_reads ON demur.salts FOR SELECT TO demur_legal USING (true);
--> statement-breakpoint
CREATE POLICY legal_reads ON demur.log_head FOR SELECT TO demur_legal USING (true);
--> statement-breakpoint
GRANT INSERT ON demur.letters TO demur_subscriber, demur_worker;
--> statement-breakpoint
CREATE POLICY own_obligations ON demur.letters FOR INSERT TO demur_subscriber WITH CHECK (
  subscriber_id = (SELECT nullif(current_setting('demur.subscriber', true), '')::uuid)
  AND (notice_id IS NULL OR EXISTS (SELECT FROM demur.notices n WHERE n.id = notice_id)));
--> statement-breakpoint
CREATE POLICY desk_drafts ON demur.change_drafts TO demur_privacy_admin USING (true) WITH CHECK (true);
--> statement-breakpoint
-- The locks of a case: the change first, shared, then the notice. So withdrawing a change, filing, resolving, retracting
-- and the closing sweep meet in one order, and the loser is told. Under the caller's own rows only: false is "not there".
CREATE FUNCTION demur.lock_notice(p_notice uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM FROM demur.notices n WHERE n.id = p_notice AND (demur.acting() IN ('privacy_admin', 'worker', 'legal', 'owner') OR n.subscriber_id = demur.own_subscriber());
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM FROM demur.changes c WHERE c.id = (SELECT change_id FROM demur.notices WHERE id = p_notice) FOR SHARE;
  PERFORM FROM demur.notices WHERE id = p_notice FOR UPDATE;
  RETURN true;
END $$;
--> statement-breakpoint
CREATE FUNCTION demur.lock_change(p_change uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF demur.acting() NOT IN ('privacy_admin', 'worker', 'owner') THEN RETURN false; END IF;
  PERFORM FROM demur.changes WHERE id = p_change FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM FROM demur.notices WHERE change_id = p_change ORDER BY id FOR UPDATE;
  RETURN true;
END $$;
--> statement-breakpoint
-- Functions are nobody's until granted.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA demur FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.now(), demur.iso(timestamptz), demur.canonical(jsonb), demur.acting(), demur.acting_user(), demur.own_subscriber(),
  demur.outcome_of(text, timestamptz, text, boolean, timestamptz, timestamptz), demur.terms_in_force(timestamptz)
  TO demur_web, demur_worker, demur_public, demur_subscriber, demur_privacy_admin, demur_legal;
--> statement-breakpoint
GRANT SELECT ON demur.noticed_terms TO demur_subscriber, demur_privacy_admin, demur_legal, demur_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.authorisations(uuid, timestamptz), demur.authorisations_of_change(uuid, timestamptz, uuid[]),
  demur.services_concerned(uuid, uuid, boolean, timestamptz), demur.judgement(demur.noticed_terms, uuid, timestamptz),
  demur.judgement_of_outcome(demur.noticed_terms, text, timestamptz), demur.strictness(text), demur.change_in_force(uuid, timestamptz)
  TO demur_subscriber, demur_privacy_admin, demur_legal, demur_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.append_events(jsonb, timestamptz) TO demur_subscriber, demur_privacy_admin, demur_legal, demur_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.append_notice_events(text, uuid[], timestamptz, jsonb) TO demur_privacy_admin, demur_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.lock_notice(uuid), demur.lock_change(uuid), demur.new_reference(text, timestamptz) TO demur_subscriber, demur_privacy_admin, demur_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.actor_of(bytea), demur.credentials_of(text), demur.start_session(uuid, bytea, interval), demur.end_session(bytea),
  demur.applied_migrations(), demur.sign_in_try(text[], integer[]), demur.sign_in_succeeded(text[]) TO demur_web;

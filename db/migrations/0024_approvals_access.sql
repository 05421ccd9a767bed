-- Approvals are on the record, progress is not. Both are the desk's; legal reads what was approved.
CREATE OR REPLACE FUNCTION demur.bound_tables() RETURNS TABLE (table_name text, sealed text[], left_out text[]) LANGUAGE sql IMMUTABLE AS $$
  VALUES
    ('vendor_role_grants', '{}'::text[], '{}'::text[]),
    ('services', '{slug,name}', '{}'),
    ('users', '{email,name}', '{password_hash}'),
    ('subscribers', '{slug,name}', '{}'),
    ('memberships', '{}', '{}'),
    ('dpa_profiles', '{name,objection_clause,termination_clause,emergency_clause}', '{}'),
    ('dpa_records', '{reference,version}', '{}'),
    ('services_in_use', '{}', '{}'),
    ('policy_versions', '{note}', '{snapshot}'),
    ('subprocessors', '{slug,legal_name,group_name,address,contact,website,certifications}', '{}'),
    ('terms', '{description,purpose,locations,customer_data,platform_data,data_subjects,transfers,retention,encryption,key_holder}', '{}'),
    ('publication_approvals', '{reason}', '{}'),
    ('changes', '{title,reason,withdrawal_reason,urgent_reason,notice_text}', '{}'),
    ('windows', '{working}', '{}'),
    ('notices', '{dpa_reference}', '{}'),
    ('readings', '{}', '{}'),
    ('acceptances', '{}', '{}'),
    ('extensions', '{reason}', '{}'),
    ('objections', '{filer_name,capacity,on_behalf_of,grounds_text,data_categories}', '{}'),
    ('objection_progress', '{}', '{}'),
    ('files', '{name}', '{}'),
    ('requested_actions', '{text}', '{}'),
    ('messages', '{body,author_name}', '{}'),
    ('grounds_assessed', '{note}', '{}'),
    ('retractions', '{}', '{}'),
    ('admissions', '{reason,data_already_sent}', '{}'),
    ('proposals', '{actions,core_conditions,reasons}', '{}'),
    ('resolutions', '{reasons,data_plan,core_conditions}', '{}'),
    ('corrective_actions', '{text,owner}', '{}'),
    ('action_completions', '{evidence,dispute}', '{}'),
    ('data_statements', '{detail}', '{}'),
    ('evidence_files', '{name}', '{}'),
    ('attestations', '{note}', '{}'),
    ('certifications', '{name,note}', '{}'),
    ('company_amendments', '{differences,reason}', '{}')
$$;
--> statement-breakpoint
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['publication_approvals', 'publishing_progress'] LOOP
    EXECUTE format('ALTER TABLE demur.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE demur.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_works ON demur.%I TO demur_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY desk_works ON demur.%I TO demur_privacy_admin USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT ON demur.%I TO demur_privacy_admin', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT UPDATE (answer, answered_by, answered_at, reason) ON demur.publication_approvals TO demur_privacy_admin;
--> statement-breakpoint
GRANT SELECT ON demur.publication_approvals TO demur_legal;
--> statement-breakpoint
CREATE POLICY legal_reads ON demur.publication_approvals FOR SELECT TO demur_legal USING (true);
--> statement-breakpoint
-- What was asked stands, and its answer is given once, by who is signed in.
CREATE FUNCTION demur.refuse_second_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.answer IS NOT NULL THEN RAISE EXCEPTION 'an approval is answered once' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.refuse_second_answer() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER answered_once BEFORE UPDATE ON demur.publication_approvals FOR EACH ROW EXECUTE FUNCTION demur.refuse_second_answer();
--> statement-breakpoint
CREATE TRIGGER never_removed BEFORE DELETE ON demur.publication_approvals FOR EACH ROW EXECUTE FUNCTION demur.refuse_change();
--> statement-breakpoint
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON demur.publication_approvals FOR EACH STATEMENT EXECUTE FUNCTION demur.refuse_change();
--> statement-breakpoint
GRANT UPDATE (step, done, total, told_at), DELETE ON demur.publishing_progress TO demur_privacy_admin;
--> statement-breakpoint
UPDATE demur.change_drafts SET authors = ARRAY[created_by] WHERE authors = '{}';

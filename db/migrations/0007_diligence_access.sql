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
    ('changes', '{title,reason,withdrawal_reason}', '{}'),
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
-- Due diligence is the vendor's: who sees a company in the register sees its certifications, and how it was corrected.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['evidence_files', 'evidence_pieces', 'attestations', 'certifications', 'register_uploads'] LOOP
    EXECUTE format('ALTER TABLE demur.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE demur.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_works ON demur.%I TO demur_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['attestations', 'certifications', 'company_amendments'] LOOP
    EXECUTE format('CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON demur.%I FOR EACH ROW EXECUTE FUNCTION demur.refuse_change()', t);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON demur.%I FOR EACH STATEMENT EXECUTE FUNCTION demur.refuse_change()', t);
    EXECUTE format('GRANT SELECT ON demur.%I TO demur_privacy_admin, demur_legal', t);
    EXECUTE format('GRANT INSERT ON demur.%I TO demur_privacy_admin', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['attestations', 'certifications'] LOOP
    EXECUTE format('CREATE POLICY desk_works ON demur.%I TO demur_privacy_admin USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY legal_reads ON demur.%I FOR SELECT TO demur_legal USING (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT ON demur.company_amendments TO demur_public, demur_subscriber, demur_worker;
--> statement-breakpoint
GRANT SELECT (id, subprocessor_id, name, valid_to, held, recorded_at, supersedes) ON demur.certifications TO demur_public, demur_subscriber, demur_worker;
--> statement-breakpoint
CREATE POLICY stated_to_all ON demur.certifications FOR SELECT TO demur_public, demur_subscriber, demur_worker USING (true);
--> statement-breakpoint
GRANT UPDATE (legal_name, group_name, address, contact, website, tier) ON demur.subprocessors TO demur_privacy_admin;
--> statement-breakpoint
-- A file of evidence: the desk's until something names it, and from then on as it is; legal reads what is named.
GRANT SELECT, INSERT, UPDATE (sha256, completed_at, attached_at, size), DELETE ON demur.evidence_files TO demur_privacy_admin;
--> statement-breakpoint
GRANT SELECT ON demur.evidence_files, demur.evidence_pieces TO demur_legal;
--> statement-breakpoint
CREATE POLICY desk_works ON demur.evidence_files TO demur_privacy_admin USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY legal_reads ON demur.evidence_files FOR SELECT TO demur_legal USING (attached_at IS NOT NULL);
--> statement-breakpoint
CREATE POLICY not_once_attached ON demur.evidence_files AS RESTRICTIVE FOR UPDATE TO demur_privacy_admin USING (attached_at IS NULL) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY stays_once_attached ON demur.evidence_files AS RESTRICTIVE FOR DELETE TO demur_privacy_admin USING (attached_at IS NULL);
--> statement-breakpoint
GRANT SELECT, INSERT ON demur.evidence_pieces TO demur_privacy_admin;
--> statement-breakpoint
-- the inner SELECT runs under the reader's own policies on the files
CREATE POLICY of_visible_file ON demur.evidence_pieces TO demur_privacy_admin, demur_legal
  USING (EXISTS (SELECT FROM demur.evidence_files f WHERE f.id = file_id))
  WITH CHECK (EXISTS (SELECT FROM demur.evidence_files f WHERE f.id = file_id AND f.completed_at IS NULL));
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON demur.register_uploads TO demur_privacy_admin;
--> statement-breakpoint
CREATE POLICY desk_works ON demur.register_uploads TO demur_privacy_admin USING (true) WITH CHECK (true);
--> statement-breakpoint
-- the worker sweeps what broke off and what nobody confirmed, and sees no more of it than that
GRANT SELECT (id, started_at, completed_at), DELETE ON demur.evidence_files TO demur_worker;
--> statement-breakpoint
CREATE POLICY broken_off ON demur.evidence_files TO demur_worker USING (completed_at IS NULL);
--> statement-breakpoint
GRANT SELECT (id, uploaded_at), DELETE ON demur.register_uploads TO demur_worker;
--> statement-breakpoint
CREATE POLICY unconfirmed ON demur.register_uploads TO demur_worker USING (uploaded_at < (SELECT demur.now()) - interval '1 day');
--> statement-breakpoint
-- The certifications that a company holds: those that came with it, unless one of the name was recorded since.
CREATE VIEW demur.standing_certifications WITH (security_invoker = true) AS
  SELECT c.subprocessor_id, c.id, c.name, c.valid_to FROM demur.certifications c
  WHERE c.held AND NOT EXISTS (SELECT FROM demur.certifications l WHERE l.subprocessor_id = c.subprocessor_id AND l.name = c.name AND l.supersedes = c.id)
  UNION ALL
  SELECT s.id, NULL, e.name, e."validTo" FROM demur.subprocessors s
  CROSS JOIN LATERAL jsonb_to_recordset(s.certifications) AS e (name text, "validTo" date)
  WHERE NOT EXISTS (SELECT FROM demur.certifications c WHERE c.subprocessor_id = s.id AND c.name = e.name);
--> statement-breakpoint
GRANT SELECT ON demur.standing_certifications TO demur_public, demur_subscriber, demur_privacy_admin, demur_legal, demur_worker;
--> statement-breakpoint
CREATE VIEW demur.standing_attestations WITH (security_invoker = true) AS
  SELECT a.* FROM demur.attestations a
  WHERE NOT EXISTS (SELECT FROM demur.attestations l WHERE l.subprocessor_id = a.subprocessor_id AND l.item = a.item AND l.supersedes = a.id);
--> statement-breakpoint
GRANT SELECT ON demur.standing_attestations TO demur_privacy_admin, demur_legal;
--> statement-breakpoint
-- What is overdue at an instant, of the companies in the register: a review whose day has passed, a certification that has run out.
CREATE FUNCTION demur.overdue_diligence(p_at timestamptz) RETURNS TABLE (subprocessor_id uuid, kind text, what text, due_on date)
LANGUAGE sql STABLE AS $$
  WITH today AS (SELECT (p_at AT TIME ZONE coalesce((SELECT zone FROM demur.vendor), 'UTC'))::date AS day),
  concerned AS (SELECT DISTINCT f.subprocessor_id FROM demur.terms_in_force(p_at) f)
  SELECT a.subprocessor_id, 'attestation', a.item, a.next_review_on FROM demur.standing_attestations a
  JOIN concerned USING (subprocessor_id) CROSS JOIN today WHERE a.next_review_on < today.day
  UNION ALL
  SELECT c.subprocessor_id, 'certification', c.name, c.valid_to FROM demur.standing_certifications c
  JOIN concerned USING (subprocessor_id) CROSS JOIN today WHERE c.valid_to < today.day
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.overdue_diligence(timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.overdue_diligence(timestamptz) TO demur_privacy_admin, demur_legal;

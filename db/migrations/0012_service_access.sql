-- A signatory takes up a service and drops it: what its role may write for that, what binds the rows to events, and what
-- the authorised terms mean for the answer to "may we?".

ALTER TABLE demur.service_authorisations ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE demur.service_authorisations FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY owner_works ON demur.service_authorisations TO demur_owner USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY own_rows ON demur.service_authorisations TO demur_subscriber
  USING (subscriber_id = (SELECT nullif(current_setting('demur.subscriber', true), '')::uuid))
  WITH CHECK (subscriber_id = (SELECT nullif(current_setting('demur.subscriber', true), '')::uuid));
--> statement-breakpoint
CREATE POLICY own_authorisation ON demur.service_authorisations AS RESTRICTIVE FOR INSERT TO demur_subscriber WITH CHECK (authorised_by = demur.acting_user());
--> statement-breakpoint
CREATE POLICY desk_works ON demur.service_authorisations FOR SELECT TO demur_privacy_admin USING (true);
--> statement-breakpoint
CREATE POLICY legal_reads ON demur.service_authorisations FOR SELECT TO demur_legal USING (true);
--> statement-breakpoint
CREATE POLICY worker_works ON demur.service_authorisations FOR SELECT TO demur_worker USING (true);
--> statement-breakpoint
GRANT SELECT ON demur.service_authorisations TO demur_subscriber, demur_privacy_admin, demur_legal, demur_worker;
--> statement-breakpoint
GRANT INSERT ON demur.service_authorisations, demur.services_in_use, demur.windows, demur.notices TO demur_subscriber;
--> statement-breakpoint
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON demur.service_authorisations FOR EACH ROW EXECUTE FUNCTION demur.refuse_change();
--> statement-breakpoint
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON demur.service_authorisations FOR EACH STATEMENT EXECUTE FUNCTION demur.refuse_change();
--> statement-breakpoint
-- An instruction is what the vendor cites, and who is signed in takes up and drops.
CREATE POLICY own_taking_up ON demur.services_in_use AS RESTRICTIVE FOR INSERT TO demur_subscriber WITH CHECK (taken_up_by = demur.acting_user() AND instruction IS NULL);
--> statement-breakpoint
GRANT UPDATE (dropped_at, dropped_by) ON demur.services_in_use TO demur_subscriber;
--> statement-breakpoint
GRANT UPDATE (dropped_by) ON demur.services_in_use TO demur_privacy_admin;
--> statement-breakpoint
-- The notices of a service taken up, and the windows that they open: counted by the DPA of the subscriber.
CREATE POLICY own_window_opened ON demur.windows FOR INSERT TO demur_subscriber WITH CHECK (
  EXISTS (SELECT FROM demur.dpa_records d WHERE d.profile_id = windows.profile_id AND d.subscriber_id = (SELECT nullif(current_setting('demur.subscriber', true), '')::uuid)));
--> statement-breakpoint
CREATE POLICY of_service_taken_up ON demur.notices AS RESTRICTIVE FOR INSERT TO demur_subscriber
  WITH CHECK (occasion = 'service_taken_up' AND (answer IS NULL OR answer = 'accepted') AND early_start_at IS NULL);
--> statement-breakpoint
-- A subscriber ends a notice by dropping the last service that made it apply, and in no other way.
CREATE OR REPLACE FUNCTION demur.refuse_vendors_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.answer = 'not_concerned' AND OLD.answer IS NULL AND NEW.applies_because = 'uses_service'
    AND NOT EXISTS (SELECT FROM demur.services_in_use u WHERE u.subscriber_id = NEW.subscriber_id AND u.dropped_at IS NULL AND u.service_id = ANY (NEW.service_ids))
    AND NOT EXISTS (SELECT FROM demur.services s WHERE s.core AND s.id = ANY (NEW.service_ids)) THEN
    RETURN NEW;
  END IF;
  IF NEW.answer IS DISTINCT FROM OLD.answer AND (coalesce(OLD.answer, 'objected') NOT IN ('objected', 'accepted') OR coalesce(NEW.answer, 'objected') NOT IN ('objected', 'accepted'))
    OR OLD.shown_at IS NOT NULL AND NEW.shown_at IS DISTINCT FROM OLD.shown_at
    OR OLD.early_start_at IS NOT NULL AND NEW.early_start_at IS DISTINCT FROM OLD.early_start_at THEN
    RAISE EXCEPTION 'this is not the subscriber''s to say of a notice' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- The changes still to start, shared, in the order of their ids: who is about to be notified of them waits for a
-- withdrawal that is under way, and then gets none. A subscriber's role may lock nothing of the vendor's by itself.
CREATE FUNCTION demur.lock_changes_to_come() RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM FROM demur.changes c WHERE c.withdrawn_at IS NULL AND c.superseded_at IS NULL AND c.planned_start_at > demur.now() ORDER BY c.id FOR SHARE;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.lock_changes_to_come() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.lock_changes_to_come() TO demur_subscriber, demur_privacy_admin;
--> statement-breakpoint
-- Three functions are put right in one place each, and stand otherwise as they are.
DO $$
DECLARE
  put record;
  before text;
  after text;
BEGIN
  FOR put IN SELECT * FROM (VALUES
    -- the rows of authorising, and of the vendor's switching on
    ('demur.bound_tables()', $a$('services_in_use', '{}', '{}'),$a$,
      $b$('services_in_use', '{instruction}', '{}'),
    ('service_authorisations', '{}', '{}'),$b$),
    -- a window is nobody's own row, but that of whoever has a notice in it
    ('demur.append_events(jsonb,timestamptz)', $a$IF demur.acting() = 'subscriber' AND image.image #>> '{plain,subscriber_id}' IS DISTINCT FROM demur.own_subscriber()::text THEN$a$,
      $b$IF demur.acting() = 'subscriber' AND image.image #>> '{plain,subscriber_id}' IS DISTINCT FROM demur.own_subscriber()::text
        AND NOT (bound.table_name = 'windows' AND EXISTS (SELECT FROM demur.notices n WHERE n.window_id = bound.row_id AND n.subscriber_id = demur.own_subscriber())) THEN$b$),
    -- what was authorised with a service: the terms that a signatory named, and where nobody did, those then in force
    ('demur.authorisations(uuid,timestamptz,uuid[])', $a$CROSS JOIN LATERAL demur.terms_in_force(u.taken_up_at) f JOIN demur.terms_services ts ON ts.terms_id = f.terms_id AND ts.service_id = u.service_id$a$,
      $b$CROSS JOIN LATERAL (
      SELECT t.id AS terms_id, t.subprocessor_id FROM demur.service_authorisations s JOIN demur.terms t ON t.id = s.terms_id
      WHERE s.use_id = u.id
      UNION ALL
      SELECT i.terms_id, i.subprocessor_id FROM demur.terms_in_force(u.taken_up_at) i JOIN demur.terms_services ts ON ts.terms_id = i.terms_id AND ts.service_id = u.service_id
      WHERE NOT EXISTS (SELECT FROM demur.service_authorisations s WHERE s.use_id = u.id)
    ) f$b$)
  ) AS puts (function, old, new) LOOP
    before := pg_get_functiondef(put.function::regprocedure);
    after := replace(before, put.old, put.new);
    IF after = before THEN RAISE EXCEPTION 'there is nothing to put right in %', put.function; END IF;
    EXECUTE after;
  END LOOP;
END $$;

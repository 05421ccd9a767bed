-- Who sees how far the worker has come and when it was last seen, and who may answer for an outage.

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['sweep_marks', 'heartbeats', 'outages'] LOOP
    EXECUTE format('ALTER TABLE demur.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE demur.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_works ON demur.%I TO demur_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY worker_works ON demur.%I TO demur_worker USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT ON demur.%I TO demur_worker', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['heartbeats', 'outages'] LOOP
    EXECUTE format('CREATE POLICY desk_works ON demur.%I TO demur_privacy_admin USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY legal_reads ON demur.%I FOR SELECT TO demur_legal USING (true)', t);
    EXECUTE format('GRANT SELECT ON demur.%I TO demur_privacy_admin, demur_legal', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT UPDATE (at, id) ON demur.sweep_marks TO demur_worker;
--> statement-breakpoint
GRANT UPDATE (beat_at) ON demur.heartbeats TO demur_worker;
--> statement-breakpoint
GRANT UPDATE (extended_at, extended_by, reason) ON demur.outages TO demur_privacy_admin;
--> statement-breakpoint
-- Sessions that ended long ago are swept; what was in their cookies is nothing to the worker.
GRANT SELECT (id, expires_at), DELETE ON demur.sessions TO demur_worker;
--> statement-breakpoint
CREATE POLICY worker_works ON demur.sessions TO demur_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
-- An outage stands as it was; it is answered for once.
CREATE TRIGGER never_removed BEFORE DELETE ON demur.outages FOR EACH ROW EXECUTE FUNCTION demur.refuse_change();
--> statement-breakpoint
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON demur.outages FOR EACH STATEMENT EXECUTE FUNCTION demur.refuse_change();
--> statement-breakpoint
CREATE TRIGGER outage_stands BEFORE UPDATE ON demur.outages FOR EACH ROW
  WHEN ((OLD.id, OLD.from_at, OLD.to_at) IS DISTINCT FROM (NEW.id, NEW.from_at, NEW.to_at) OR OLD.extended_at IS NOT NULL)
  EXECUTE FUNCTION demur.refuse_change();
--> statement-breakpoint
-- Outages stand in the log. No answer follows from one: from an extension it does, which has an event of its own.
DO $$
DECLARE
  put record;
  before text;
  after text;
BEGIN
  FOR put IN SELECT * FROM (VALUES
    ('demur.bound_tables()', $a$('data_statements', '{detail}', '{}'),$a$, $b$('data_statements', '{detail}', '{}'),
    ('outages', '{reason}', '{}'),$b$),
    ('demur.api_reach(bigint,timestamptz,bigint,timestamptz)', $a$'api_tokens', 'attestations'$a$, $b$'api_tokens', 'outages', 'attestations'$b$)
  ) AS puts (function, old, new) LOOP
    before := pg_get_functiondef(put.function::regprocedure);
    after := replace(before, put.old, put.new);
    IF after = before THEN RAISE EXCEPTION 'there is nothing to put into %', put.function; END IF;
    EXECUTE after;
  END LOOP;
END $$;

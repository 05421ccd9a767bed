-- Who sees letters and what became of them, and who may write what. Obliging wakes the worker in the transaction of its cause.

DO $$
DECLARE
  t text;
  own CONSTANT text := '(SELECT nullif(current_setting(''demur.subscriber'', true), '''')::uuid)';
BEGIN
  FOREACH t IN ARRAY ARRAY['letter_texts', 'letter_files', 'deliveries', 'delivery_queue', 'delivery_tries', 'preferences'] LOOP
    EXECUTE format('ALTER TABLE demur.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE demur.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_works ON demur.%I TO demur_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY worker_works ON demur.%I TO demur_worker USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT ON demur.%I TO demur_worker', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['letter_texts', 'letter_files', 'deliveries', 'delivery_queue', 'delivery_tries'] LOOP
    EXECUTE format('CREATE POLICY desk_works ON demur.%I TO demur_privacy_admin USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY legal_reads ON demur.%I FOR SELECT TO demur_legal USING (true)', t);
    EXECUTE format('GRANT SELECT ON demur.%I TO demur_privacy_admin, demur_legal', t);
    EXECUTE format('GRANT INSERT ON demur.%I TO demur_worker', t);
  END LOOP;
  -- a subscriber reads the letters to it, and how far they came
  FOREACH t IN ARRAY ARRAY['letters', 'letter_texts', 'letter_files', 'deliveries'] LOOP
    EXECUTE format('GRANT SELECT ON demur.%I TO demur_subscriber', t);
    EXECUTE format('CREATE POLICY own_rows ON demur.%I FOR SELECT TO demur_subscriber USING (subscriber_id = %s)', t, own);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT UPDATE (composed_at, lapsed_at, lapsed_because, failed_at, failure) ON demur.letters TO demur_worker;
--> statement-breakpoint
-- one that failed in composing is tried again at the desk
GRANT UPDATE (failed_at, failure) ON demur.letters TO demur_privacy_admin;
--> statement-breakpoint
GRANT UPDATE (handed_at, relay_host, relay_code, relay_answer, accepted_at, accepted_host, accepted_code, bounced_at, bounce_host, bounce_code, bounce_answer,
  failed_at, failure, address, recipient_name) ON demur.deliveries TO demur_worker;
--> statement-breakpoint
GRANT UPDATE, DELETE ON demur.delivery_queue TO demur_worker;
--> statement-breakpoint
-- sending again is a further delivery of the same text
GRANT INSERT ON demur.deliveries, demur.delivery_queue TO demur_privacy_admin;
--> statement-breakpoint
CREATE POLICY asked_for ON demur.deliveries AS RESTRICTIVE FOR INSERT TO demur_privacy_admin WITH CHECK (requested_by = demur.acting_user() AND handed_at IS NULL);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (language, muted, changed_at) ON demur.preferences TO demur_subscriber, demur_privacy_admin, demur_legal;
--> statement-breakpoint
CREATE POLICY ones_own ON demur.preferences TO demur_subscriber
  USING (user_id = (SELECT demur.acting_user()) AND subscriber_id = (SELECT demur.own_subscriber()))
  WITH CHECK (user_id = (SELECT demur.acting_user()) AND subscriber_id = (SELECT demur.own_subscriber()));
--> statement-breakpoint
CREATE POLICY vendors_own ON demur.preferences TO demur_privacy_admin, demur_legal USING (true) WITH CHECK (true);
--> statement-breakpoint
-- to whom, and in which name
GRANT SELECT (id, email, name, disabled_at) ON demur.users TO demur_worker;
--> statement-breakpoint
CREATE POLICY worker_reads ON demur.users FOR SELECT TO demur_worker USING (true);
--> statement-breakpoint
-- What a letter is about stands; what became of it is told once.
DROP TRIGGER never_changed ON demur.letters;
--> statement-breakpoint
CREATE TRIGGER never_removed BEFORE DELETE ON demur.letters FOR EACH ROW EXECUTE FUNCTION demur.refuse_change();
--> statement-breakpoint
CREATE TRIGGER obligation_stands BEFORE UPDATE ON demur.letters FOR EACH ROW
  WHEN ((OLD.id, OLD.kind, OLD.notice_id, OLD.subscriber_id, OLD.follower_id, OLD.about, OLD.facts, OLD.obliged_at)
    IS DISTINCT FROM (NEW.id, NEW.kind, NEW.notice_id, NEW.subscriber_id, NEW.follower_id, NEW.about, NEW.facts, NEW.obliged_at)
    OR OLD.composed_at IS NOT NULL AND NEW.composed_at IS DISTINCT FROM OLD.composed_at OR OLD.lapsed_at IS NOT NULL AND NEW.lapsed_at IS DISTINCT FROM OLD.lapsed_at)
  EXECUTE FUNCTION demur.refuse_change();
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['letter_texts', 'letter_files', 'delivery_tries'] LOOP
    EXECUTE format('CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON demur.%I FOR EACH ROW EXECUTE FUNCTION demur.refuse_change()', t);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON demur.%I FOR EACH STATEMENT EXECUTE FUNCTION demur.refuse_change()', t);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON demur.deliveries FOR EACH STATEMENT EXECUTE FUNCTION demur.refuse_change();
--> statement-breakpoint
CREATE TRIGGER never_removed BEFORE DELETE ON demur.deliveries FOR EACH ROW EXECUTE FUNCTION demur.refuse_change();
--> statement-breakpoint
-- A grade once reached stands; a follower's address is erased when the following ends.
CREATE TRIGGER grades_stand BEFORE UPDATE ON demur.deliveries FOR EACH ROW
  WHEN ((OLD.id, OLD.letter_id, OLD.text_id, OLD.subscriber_id, OLD.user_id, OLD.follower_id, OLD.message_id, OLD.created_at, OLD.requested_by)
    IS DISTINCT FROM (NEW.id, NEW.letter_id, NEW.text_id, NEW.subscriber_id, NEW.user_id, NEW.follower_id, NEW.message_id, NEW.created_at, NEW.requested_by)
    OR OLD.follower_id IS NULL AND (OLD.address, OLD.recipient_name) IS DISTINCT FROM (NEW.address, NEW.recipient_name)
    OR OLD.handed_at IS NOT NULL AND NEW.handed_at IS DISTINCT FROM OLD.handed_at
    OR OLD.accepted_at IS NOT NULL AND NEW.accepted_at IS DISTINCT FROM OLD.accepted_at
    OR OLD.bounced_at IS NOT NULL AND NEW.bounced_at IS DISTINCT FROM OLD.bounced_at
    OR OLD.failed_at IS NOT NULL AND NEW.failed_at IS DISTINCT FROM OLD.failed_at)
  EXECUTE FUNCTION demur.refuse_change();
--> statement-breakpoint
-- Wakes the worker for one of its tasks once this transaction commits. A job is a call to look, never the only trace of work:
-- what is due stands in rows, and each task does all that it finds.
CREATE FUNCTION demur.enqueue(p_task text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM graphile_worker.add_job(identifier => p_task, max_attempts => 3);
END $$;
--> statement-breakpoint
CREATE FUNCTION demur.wake_worker() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM graphile_worker.add_job(identifier => TG_ARGV[0], max_attempts => 3);
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.enqueue(text), demur.wake_worker() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.enqueue(text) TO demur_privacy_admin, demur_subscriber, demur_owner;
--> statement-breakpoint
CREATE TRIGGER letter_owed AFTER INSERT ON demur.letters FOR EACH STATEMENT EXECUTE FUNCTION demur.wake_worker('letters');
--> statement-breakpoint
CREATE TRIGGER letter_owed_again AFTER UPDATE OF failed_at ON demur.letters FOR EACH STATEMENT WHEN (current_user = 'demur_privacy_admin') EXECUTE FUNCTION demur.wake_worker('letters');
--> statement-breakpoint
CREATE TRIGGER delivery_asked_for AFTER INSERT ON demur.delivery_queue FOR EACH STATEMENT WHEN (current_user = 'demur_privacy_admin') EXECUTE FUNCTION demur.wake_worker('letters');
--> statement-breakpoint
-- They act as the worker, whose schema the jobs are in; it may make nothing else here.
GRANT CREATE ON SCHEMA demur TO demur_worker;
--> statement-breakpoint
ALTER FUNCTION demur.enqueue(text) OWNER TO demur_worker;
--> statement-breakpoint
ALTER FUNCTION demur.wake_worker() OWNER TO demur_worker;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA demur FROM demur_worker;
--> statement-breakpoint
-- later tables have such triggers too
SET ROLE demur_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.enqueue(text), demur.wake_worker() TO demur_owner;
--> statement-breakpoint
SET ROLE demur_owner;
--> statement-breakpoint
-- What was written, and how far it came, stands in the log; tries and queue do not. No answer follows from any of it.
DO $$
DECLARE
  put record;
  before text;
  after text;
BEGIN
  FOR put IN SELECT * FROM (VALUES
    ('demur.bound_tables()', $a$('data_statements', '{detail}', '{}'),$a$,
      $b$('data_statements', '{detail}', '{}'),
    ('letter_texts', '{subject,body_text,body_html}', '{}'),
    ('deliveries', '{address,recipient_name,relay_host,relay_answer,accepted_host,bounce_host,bounce_answer,failure}', '{}'),
    ('preferences', '{}', '{}'),$b$),
    ('demur.api_reach(bigint,timestamptz,bigint,timestamptz)', $a$'dpa_profiles', 'messages', $a$, $b$'dpa_profiles', 'messages', 'letter_texts', 'deliveries', 'preferences', $b$)
  ) AS puts (function, old, new) LOOP
    before := pg_get_functiondef(put.function::regprocedure);
    after := replace(before, put.old, put.new);
    IF after = before THEN RAISE EXCEPTION 'there is nothing to put into %', put.function; END IF;
    EXECUTE after;
  END LOOP;
END $$;

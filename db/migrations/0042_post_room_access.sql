-- Who may read and write what the post keeps of its own: reports of the vendor's mail system, letters that a link stopped, the relay.

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['bounce_reports', 'letter_stops', 'mail_relay'] LOOP
    EXECUTE format('ALTER TABLE demur.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE demur.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_works ON demur.%I TO demur_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY worker_works ON demur.%I TO demur_worker USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT ON demur.%I TO demur_worker', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT UPDATE (applied_at) ON demur.bounce_reports TO demur_worker;
--> statement-breakpoint
GRANT UPDATE (done_at) ON demur.letter_stops TO demur_worker;
--> statement-breakpoint
GRANT INSERT, UPDATE ON demur.mail_relay TO demur_worker;
--> statement-breakpoint
CREATE POLICY desk_reads ON demur.mail_relay FOR SELECT TO demur_privacy_admin, demur_legal USING (true);
--> statement-breakpoint
GRANT SELECT ON demur.mail_relay TO demur_privacy_admin, demur_legal;
--> statement-breakpoint
GRANT INSERT, UPDATE (muted, changed_at) ON demur.preferences TO demur_worker;
--> statement-breakpoint
-- What the vendor's mail system reports: kept where the delivery is one of ours, and once. The answer names each, in the order given.
CREATE FUNCTION demur.report_deliveries(p_hash bytea, p_reports jsonb, OUT token uuid, OUT refusal text, OUT answer json)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  SELECT t.token, t.refusal INTO token, refusal FROM demur.api_token_of(p_hash, 'bounces:write') t;
  IF refusal IS NOT NULL THEN RETURN; END IF;
  INSERT INTO demur.bounce_reports (delivery_id, grade, stated_at, host, code, detail, token_id, reported_at)
  SELECT d.id, r.event, r.at, r.host, r.code, r.detail, token, demur.now()
  FROM jsonb_to_recordset(p_reports) AS r ("messageId" text, event text, at timestamptz, host text, code smallint, detail text)
  JOIN demur.deliveries d ON d.message_id = r."messageId"
  ON CONFLICT DO NOTHING;
  IF FOUND THEN PERFORM demur.enqueue('letters'); END IF;
  answer := json_build_object('asOf', demur.iso(demur.now()), 'reports', (
    SELECT coalesce(json_agg(json_build_object('messageId', r.report ->> 'messageId', 'event', r.report ->> 'event', 'known', d.id IS NOT NULL) ORDER BY r.place), '[]')
    FROM jsonb_array_elements(p_reports) WITH ORDINALITY AS r (report, place) LEFT JOIN demur.deliveries d ON d.message_id = r.report ->> 'messageId'));
END $$;
--> statement-breakpoint
-- Asks to stop letters of a kind; the web has checked that the link is one of ours. False: there is no such user.
CREATE FUNCTION demur.stop_letters(p_user uuid, p_kind text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM demur.users u WHERE u.id = p_user) THEN RETURN false; END IF;
  IF NOT EXISTS (SELECT FROM demur.letter_stops s WHERE s.user_id = p_user AND s.kind = p_kind AND s.done_at IS NULL)
    AND NOT EXISTS (SELECT FROM demur.preferences p WHERE p.user_id = p_user AND p_kind = ANY (p.muted)) THEN
    INSERT INTO demur.letter_stops (user_id, kind, asked_at) VALUES (p_user, p_kind, demur.now());
    PERFORM demur.enqueue('letters');
  END IF;
  RETURN true;
END $$;
--> statement-breakpoint
-- A following that ends leaves no address behind: not in what was sent, and nothing goes out any more.
CREATE FUNCTION demur.erase_address_of_follower() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  DELETE FROM demur.delivery_queue q USING demur.deliveries d WHERE d.id = q.id AND d.follower_id = NEW.id;
  UPDATE demur.deliveries SET address = NULL, recipient_name = NULL WHERE follower_id = NEW.id AND address IS NOT NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER address_erased AFTER UPDATE OF email ON demur.followers FOR EACH ROW WHEN (NEW.email IS NULL AND OLD.email IS NOT NULL)
  EXECUTE FUNCTION demur.erase_address_of_follower();
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.report_deliveries(bytea, jsonb), demur.stop_letters(uuid, text), demur.erase_address_of_follower() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.report_deliveries(bytea, jsonb) TO demur_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.stop_letters(uuid, text) TO demur_public;

-- A new password ends what the former one opened: whoever has it, and is signed in by it, is so no longer.
CREATE FUNCTION demur.end_sessions_of_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE demur.sessions SET revoked_at = clock_timestamp() WHERE user_id = NEW.id AND revoked_at IS NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.end_sessions_of_user() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER new_password_ends_sessions AFTER UPDATE OF password_hash ON demur.users FOR EACH ROW
  WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash) EXECUTE FUNCTION demur.end_sessions_of_user();
--> statement-breakpoint
-- The table that the log's writer puts its rows down in is its own, or none: a trigger on a caller's would run as the owner.
DO $$
DECLARE
  before text := pg_get_functiondef('demur.append_notice_events(text,uuid[],timestamptz,jsonb)'::regprocedure);
  after text := replace(before, 'TRUNCATE pg_temp.notice_events;', $b$IF (SELECT pg_get_userbyid(c.relowner) <> current_user FROM pg_class c WHERE c.oid = 'pg_temp.notice_events'::regclass) THEN
    RAISE EXCEPTION 'the table of the notices'' events is somebody else''s' USING ERRCODE = 'insufficient_privilege';
  END IF;
  TRUNCATE pg_temp.notice_events;$b$);
BEGIN
  IF after = before THEN RAISE EXCEPTION 'the writer of notices'' events is not as it was'; END IF;
  EXECUTE after;
END $$;

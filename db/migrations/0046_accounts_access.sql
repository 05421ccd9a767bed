-- What a signed-in person has for themselves: the address of a calendar, how far they have read, sessions and a password.

ALTER TABLE demur.calendar_feeds ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE demur.calendar_feeds FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE demur.inbox_marks ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE demur.inbox_marks FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY owner_works ON demur.calendar_feeds TO demur_owner USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY owner_works ON demur.inbox_marks TO demur_owner USING (true) WITH CHECK (true);
--> statement-breakpoint
-- all but the hash
GRANT SELECT (id, user_id, subscriber_id, membership_id, made_at, revoked_at) ON demur.calendar_feeds TO demur_subscriber, demur_legal;
--> statement-breakpoint
GRANT INSERT, UPDATE (revoked_at) ON demur.calendar_feeds TO demur_subscriber;
--> statement-breakpoint
CREATE POLICY ones_own ON demur.calendar_feeds TO demur_subscriber
  USING (user_id = (SELECT demur.acting_user()) AND subscriber_id = (SELECT demur.own_subscriber()))
  WITH CHECK (user_id = (SELECT demur.acting_user()) AND subscriber_id = (SELECT demur.own_subscriber()));
--> statement-breakpoint
CREATE POLICY legal_reads ON demur.calendar_feeds FOR SELECT TO demur_legal USING (true);
--> statement-breakpoint
CREATE TRIGGER never_removed BEFORE DELETE ON demur.calendar_feeds FOR EACH ROW EXECUTE FUNCTION demur.refuse_change();
--> statement-breakpoint
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON demur.calendar_feeds FOR EACH STATEMENT EXECUTE FUNCTION demur.refuse_change();
--> statement-breakpoint
CREATE TRIGGER only_revoked BEFORE UPDATE ON demur.calendar_feeds FOR EACH ROW
  WHEN ((OLD.id, OLD.user_id, OLD.subscriber_id, OLD.membership_id, OLD.token_hash, OLD.made_at)
    IS DISTINCT FROM (NEW.id, NEW.user_id, NEW.subscriber_id, NEW.membership_id, NEW.token_hash, NEW.made_at)
    OR OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)
  EXECUTE FUNCTION demur.refuse_change();
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (read_through, read_singly) ON demur.inbox_marks TO demur_subscriber, demur_privacy_admin, demur_legal;
--> statement-breakpoint
CREATE POLICY ones_own ON demur.inbox_marks TO demur_subscriber
  USING (user_id = (SELECT demur.acting_user()) AND subscriber_id = (SELECT demur.own_subscriber()))
  WITH CHECK (user_id = (SELECT demur.acting_user()) AND subscriber_id = (SELECT demur.own_subscriber()));
--> statement-breakpoint
CREATE POLICY vendors_own ON demur.inbox_marks TO demur_privacy_admin, demur_legal USING (true) WITH CHECK (true);
--> statement-breakpoint
-- a password that the desk makes is marked as such
GRANT UPDATE (password_issued_at) ON demur.users TO demur_privacy_admin;
--> statement-breakpoint
-- Whose calendar that is, as an actor: its user, as long as the membership that it was made under stands. One row always.
CREATE FUNCTION demur.actor_of_feed(p_token_hash bytea)
RETURNS TABLE (role text, user_id uuid, user_name text, email text, subscriber_id uuid, subscriber_name text, "right" text,
               vendor_name text, vendor_contact text, vendor_accent text, vendor_logo text, zone text, demo boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(a.role, 'public'), a.user_id, a.user_name, a.email, a.subscriber_id, a.subscriber_name, a."right",
         v.legal_name, v.privacy_contact, v.accent, NULL::text, v.zone, v.demo
  FROM (SELECT 1) one
  LEFT JOIN demur.vendor v ON true
  LEFT JOIN (
    SELECT f.* FROM demur.calendar_feeds c JOIN demur.memberships m ON m.id = c.membership_id AND m.ended_at IS NULL
    CROSS JOIN LATERAL demur.actor_for(c.user_id) f
    WHERE c.token_hash = p_token_hash AND c.revoked_at IS NULL AND f.role = 'subscriber' AND f.subscriber_id = c.subscriber_id
  ) a ON true
$$;
--> statement-breakpoint
-- The entries of the log that are news for somebody, the latest first, at most so many (for the vendor's side: of each type):
-- to a subscriber's user what the vendor or the clock did on its cases, to the vendor's what the other roles did. It reads
-- as whoever calls it.
CREATE FUNCTION demur.news(p_role text, p_user uuid, p_subscriber uuid, p_types text[], p_above bigint, p_below bigint, p_depth integer)
RETURNS TABLE ("position" bigint, at timestamptz) LANGUAGE sql STABLE AS $$
  (SELECT e.position, e.at FROM demur.events e
   WHERE p_role = 'subscriber' AND e.subscriber_id = p_subscriber AND e.position > p_above AND e.position < p_below
     AND e.type = ANY (p_types) AND e.role NOT IN ('subscriber', 'legal')
   ORDER BY e.position DESC LIMIT p_depth)
  UNION ALL
  SELECT e.position, e.at FROM unnest(p_types) AS t (type) CROSS JOIN LATERAL (
    SELECT e.position, e.at FROM demur.events e
    WHERE e.type = t.type AND e.position > p_above AND e.position < p_below
      AND (e.role <> p_role OR t.type LIKE 'approval.%') AND e.actor_id IS DISTINCT FROM p_user
    ORDER BY e.position DESC LIMIT p_depth
  ) e WHERE p_role IN ('privacy_admin', 'legal')
$$;
--> statement-breakpoint
-- What awaits whoever opens a page: how much news they have not read (100: that or more), and whether their password is
-- still the one that the desk made. Nothing from before they were recorded is news to them.
CREATE FUNCTION demur.awaiting(p_role text, p_user uuid, p_subscriber uuid, p_types text[], OUT unread integer, OUT password_due boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  mark record;
BEGIN
  unread := 0;
  password_due := false;
  IF p_user IS NULL THEN RETURN; END IF;
  SELECT u.created_at, u.password_issued_at, coalesce(m.read_through, 0) AS through, coalesce(m.read_singly, '{}') AS singly INTO mark
  FROM demur.users u LEFT JOIN demur.inbox_marks m ON m.user_id = u.id WHERE u.id = p_user;
  password_due := mark.password_issued_at IS NOT NULL;
  SELECT count(*) INTO unread FROM (
    SELECT FROM demur.news(p_role, p_user, p_subscriber, p_types, mark.through, 9223372036854775807, 100 + cardinality(mark.singly)) n
    WHERE n.at >= mark.created_at AND n.position <> ALL (mark.singly) LIMIT 100) few;
END $$;
--> statement-breakpoint
-- The sessions of whoever asks that are open now; p_secret_hash tells which is theirs.
CREATE FUNCTION demur.own_sessions(p_secret_hash bytea) RETURNS TABLE (started_at timestamptz, expires_at timestamptz, this boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT s.started_at, s.expires_at, s.secret_hash = p_secret_hash FROM demur.sessions s
  WHERE s.user_id = demur.acting_user() AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
  ORDER BY s.started_at DESC, s.id DESC LIMIT 50
$$;
--> statement-breakpoint
-- Ends every session of a session's user but that one. How many it ended.
CREATE FUNCTION demur.end_other_sessions(p_secret_hash bytea) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE ended integer;
BEGIN
  UPDATE demur.sessions SET revoked_at = clock_timestamp() WHERE revoked_at IS NULL AND expires_at > clock_timestamp() AND secret_hash <> p_secret_hash
    AND user_id = (SELECT s.user_id FROM demur.sessions s WHERE s.secret_hash = p_secret_hash AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp());
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;
--> statement-breakpoint
-- The password of whoever asks, by its new hash; the trigger on users ends all their sessions. False: nobody is signed in.
CREATE FUNCTION demur.set_own_password(p_hash text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE demur.users SET password_hash = p_hash, password_issued_at = NULL WHERE id = demur.acting_user() AND disabled_at IS NULL;
  RETURN FOUND;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.actor_of_feed(bytea), demur.news(text, uuid, uuid, text[], bigint, bigint, integer), demur.awaiting(text, uuid, uuid, text[]),
  demur.own_sessions(bytea), demur.end_other_sessions(bytea), demur.set_own_password(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.actor_of_feed(bytea), demur.awaiting(text, uuid, uuid, text[]), demur.end_other_sessions(bytea) TO demur_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.news(text, uuid, uuid, text[], bigint, bigint, integer), demur.own_sessions(bytea), demur.set_own_password(text)
  TO demur_subscriber, demur_privacy_admin, demur_legal;
--> statement-breakpoint
-- An address that was made, and revoked, stands in the log. No answer follows from it.
DO $$
DECLARE
  put record;
  before text;
  after text;
BEGIN
  FOR put IN SELECT * FROM (VALUES
    ('demur.bound_tables()', $a$('preferences', '{}', '{}'),$a$, $b$('preferences', '{}', '{}'),
    ('calendar_feeds', '{}', '{token_hash}'),$b$),
    ('demur.bound_tables()', $a$('users', '{email,name}', '{password_hash}')$a$, $b$('users', '{email,name}', '{password_hash,password_issued_at}')$b$),
    ('demur.api_reach(bigint,timestamptz,bigint,timestamptz)', $a$'deliveries', 'preferences', $a$, $b$'deliveries', 'preferences', 'calendar_feeds', $b$)
  ) AS puts (function, old, new) LOOP
    before := pg_get_functiondef(put.function::regprocedure);
    after := replace(before, put.old, put.new);
    IF after = before THEN RAISE EXCEPTION 'there is nothing to put into %', put.function; END IF;
    EXECUTE after;
  END LOOP;
END $$;

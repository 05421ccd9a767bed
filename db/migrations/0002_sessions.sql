-- Who asks: sessions, and the one way from a session to what it may act as.

-- A user as an actor: a vendor role before a membership, and neither for a disabled one.
CREATE FUNCTION demur.actor_for(p_user uuid)
RETURNS TABLE (role text, user_id uuid, user_name text, email text, subscriber_id uuid, subscriber_name text, "right" text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(v.role, CASE WHEN m.id IS NOT NULL THEN 'subscriber' ELSE 'public' END),
         u.id, u.name, u.email,
         CASE WHEN v.role IS NULL THEN m.subscriber_id END,
         CASE WHEN v.role IS NULL THEN s.name END,
         CASE WHEN v.role IS NULL THEN m."right" END
  FROM demur.users u
  LEFT JOIN demur.vendor_role_grants v ON v.user_id = u.id AND v.ended_at IS NULL
  LEFT JOIN LATERAL (
    SELECT * FROM demur.memberships m WHERE m.user_id = u.id AND m.ended_at IS NULL ORDER BY m.granted_at, m.id LIMIT 1
  ) m ON true
  LEFT JOIN demur.subscribers s ON s.id = m.subscriber_id
  WHERE u.id = p_user AND u.disabled_at IS NULL
$$;
--> statement-breakpoint
-- One row always: no live session gives the public. What it returns is set by the caller, outside of here.
CREATE FUNCTION demur.actor_of(p_secret_hash bytea)
RETURNS TABLE (role text, user_id uuid, user_name text, email text, subscriber_id uuid, subscriber_name text, "right" text,
               vendor_name text, vendor_contact text, zone text, demo boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(a.role, 'public'), a.user_id, a.user_name, a.email, a.subscriber_id, a.subscriber_name, a."right",
         v.legal_name, v.privacy_contact, v.zone, v.demo
  FROM (SELECT 1) one
  LEFT JOIN demur.vendor v ON true
  LEFT JOIN (
    SELECT f.* FROM demur.sessions s CROSS JOIN LATERAL demur.actor_for(s.user_id) f
    WHERE s.secret_hash = p_secret_hash AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
  ) a ON true
$$;
--> statement-breakpoint
CREATE FUNCTION demur.credentials_of(p_email text) RETURNS TABLE (user_id uuid, password_hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT id, password_hash FROM demur.users WHERE email = lower(p_email) AND disabled_at IS NULL AND password_hash IS NOT NULL
$$;
--> statement-breakpoint
CREATE FUNCTION demur.start_session(p_user uuid, p_secret_hash bytea, p_life interval) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  INSERT INTO demur.sessions (secret_hash, user_id, started_at, expires_at)
  VALUES (p_secret_hash, p_user, clock_timestamp(), clock_timestamp() + p_life)
$$;
--> statement-breakpoint
CREATE FUNCTION demur.end_session(p_secret_hash bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  UPDATE demur.sessions SET revoked_at = clock_timestamp() WHERE secret_hash = p_secret_hash AND revoked_at IS NULL
$$;
--> statement-breakpoint
-- Counts a try against each key before its password is looked at, so that many at once are all counted. The seconds to
-- wait where a key has had its most within 15 minutes: then nothing is counted, or whoever may not try could use up the
-- tries of others. 0: go on.
CREATE FUNCTION demur.sign_in_try(p_keys text[], p_most integer[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  one text;
  wait integer;
BEGIN
  FOR one IN SELECT k FROM unnest(p_keys) k ORDER BY k LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(one, 7301118275));
  END LOOP;
  SELECT ceil(extract(epoch FROM max(f.until) - clock_timestamp())) INTO wait
  FROM unnest(p_keys, p_most) AS asked (key, most) JOIN demur.sign_in_failures f ON f.key = asked.key
  WHERE f.count >= asked.most AND f.until > clock_timestamp();
  IF wait IS NOT NULL THEN RETURN wait; END IF;
  INSERT INTO demur.sign_in_failures AS f (key, count, until)
  SELECT k, 1, clock_timestamp() + interval '15 minutes' FROM unnest(p_keys) k ORDER BY k
  ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN f.until > clock_timestamp() THEN f.count + 1 ELSE 1 END,
    until = clock_timestamp() + interval '15 minutes';
  RETURN 0;
END $$;
--> statement-breakpoint
-- The try was none that failed: it is taken back from its keys, the first of which is forgotten. What has lapsed goes too,
-- a little at a time.
CREATE FUNCTION demur.sign_in_succeeded(p_keys text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  UPDATE demur.sign_in_failures SET count = CASE WHEN key = p_keys[1] THEN 0 ELSE greatest(count - 1, 0) END
  WHERE key IN (SELECT key FROM demur.sign_in_failures WHERE key = ANY (p_keys) ORDER BY key FOR UPDATE);
  DELETE FROM demur.sign_in_failures WHERE key IN (
    SELECT key FROM demur.sign_in_failures WHERE until <= clock_timestamp() LIMIT 1000 FOR UPDATE SKIP LOCKED);
$$;
--> statement-breakpoint
-- For /readyz: how far this database is migrated.
CREATE FUNCTION demur.applied_migrations() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT count(*)::integer FROM demur.migrations
$$;

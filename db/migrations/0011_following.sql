-- Who follows the register. Nobody but the worker, who writes to them, reads an address; the public, whoever that is,
-- writes through the three functions below and in no other way.
ALTER TABLE demur.followers ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE demur.followers FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY owner_works ON demur.followers TO demur_owner USING (true) WITH CHECK (true);
--> statement-breakpoint
-- A publication obliges a letter to each, without an address.
GRANT SELECT (id, confirmed_at, ended_at) ON demur.followers TO demur_privacy_admin;
--> statement-breakpoint
CREATE POLICY desk_counts ON demur.followers FOR SELECT TO demur_privacy_admin USING (true);
--> statement-breakpoint
-- The worker writes to them, and erases what was never confirmed. A new secret of the installation makes new tokens.
GRANT SELECT, UPDATE (email, ended_at, token_hash) ON demur.followers TO demur_worker;
--> statement-breakpoint
CREATE POLICY worker_works ON demur.followers TO demur_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Asks for a confirmation by letter. The answer is the same for an address that is known, confirmed or neither: the
-- seconds to wait for an origin that has asked twenty times within 15 minutes, else 0. An address gets three letters at
-- most until it confirms or a week is over, and one an hour. `follower` is told in the demo only, where no letter is sent.
CREATE FUNCTION demur.follow_register(p_follower uuid, p_email text, p_token_hash bytea, p_origin text, OUT wait integer, OUT follower uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  at timestamptz;
  known record;
BEGIN
  wait := demur.sign_in_try(ARRAY['follow:' || p_origin], ARRAY[20]);
  IF wait > 0 THEN RETURN; END IF;
  at := demur.now();
  UPDATE demur.followers SET email = NULL, ended_at = at WHERE email = p_email AND confirmed_at IS NULL AND expires_at <= at;
  INSERT INTO demur.followers (id, email, token_hash, asked_at, expires_at)
    VALUES (p_follower, p_email, p_token_hash, at, at + interval '7 days') ON CONFLICT (email) DO NOTHING;
  SELECT f.id, f.asked, f.asked_at, f.confirmed_at INTO known FROM demur.followers f WHERE f.email = p_email FOR UPDATE;
  IF known.confirmed_at IS NOT NULL THEN RETURN; END IF;
  IF (SELECT v.demo FROM demur.vendor v) THEN follower := known.id; END IF;
  IF known.id <> p_follower THEN
    IF known.asked >= 3 OR known.asked_at > at - interval '1 hour' THEN RETURN; END IF;
    UPDATE demur.followers SET asked = asked + 1, asked_at = at, expires_at = at + interval '7 days' WHERE id = known.id;
  END IF;
  INSERT INTO demur.letters (kind, follower_id, about, obliged_at)
    VALUES ('follow_confirmation', known.id, jsonb_build_object('followers', known.id), at);
END $$;
--> statement-breakpoint
-- Whose token that is, while there is an address. No row: nobody's, ended, or not confirmed in time.
CREATE FUNCTION demur.follower_of(p_follower uuid, p_token_hash bytea) RETURNS TABLE (email text, confirmed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT f.email, f.confirmed_at IS NOT NULL FROM demur.followers f
  WHERE f.id = p_follower AND f.token_hash = p_token_hash AND f.ended_at IS NULL AND (f.confirmed_at IS NOT NULL OR f.expires_at > demur.now())
$$;
--> statement-breakpoint
-- True also for one that is confirmed already.
CREATE FUNCTION demur.confirm_following(p_follower uuid, p_token_hash bytea) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE demur.followers SET confirmed_at = coalesce(confirmed_at, demur.now())
  WHERE id = p_follower AND token_hash = p_token_hash AND ended_at IS NULL AND (confirmed_at IS NOT NULL OR expires_at > demur.now());
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- Erases the address. True also for one that has ended already.
CREATE FUNCTION demur.stop_following(p_follower uuid, p_token_hash bytea) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  UPDATE demur.followers SET email = NULL, ended_at = coalesce(ended_at, demur.now()) WHERE id = p_follower AND token_hash = p_token_hash;
  RETURN FOUND;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.follow_register(uuid, text, bytea, text), demur.follower_of(uuid, bytea), demur.confirm_following(uuid, bytea),
  demur.stop_following(uuid, bytea) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.follow_register(uuid, text, bytea, text), demur.follower_of(uuid, bytea), demur.confirm_following(uuid, bytea),
  demur.stop_following(uuid, bytea) TO demur_public;

-- A session that the desk's own password opened does nothing but change it: until then it acts as nobody's. Whoever made the
-- password knows it, and what is done in its owner's name is theirs only once it is theirs alone.
CREATE FUNCTION demur.settled_actor_of(p_secret_hash bytea)
RETURNS TABLE (role text, user_id uuid, user_name text, email text, subscriber_id uuid, subscriber_name text, "right" text,
               vendor_name text, vendor_contact text, vendor_accent text, vendor_logo text, zone text, demo boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT CASE WHEN issued.so THEN 'public' ELSE a.role END, CASE WHEN NOT issued.so THEN a.user_id END, CASE WHEN NOT issued.so THEN a.user_name END,
         CASE WHEN NOT issued.so THEN a.email END, CASE WHEN NOT issued.so THEN a.subscriber_id END, CASE WHEN NOT issued.so THEN a.subscriber_name END,
         CASE WHEN NOT issued.so THEN a."right" END, a.vendor_name, a.vendor_contact, a.vendor_accent, a.vendor_logo, a.zone, a.demo
  FROM demur.actor_of(p_secret_hash) a
  CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM demur.users u WHERE u.id = a.user_id AND u.password_issued_at IS NOT NULL) AS so) issued
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.settled_actor_of(bytea) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.settled_actor_of(bytea) TO demur_web;

-- The desk changes what it may not only add to: a subscriber's name, the days on which the vendor is closed, its picture.
GRANT UPDATE (name, country) ON demur.subscribers TO demur_privacy_admin;
--> statement-breakpoint
GRANT DELETE ON demur.closures TO demur_privacy_admin;
--> statement-breakpoint
GRANT SELECT ON demur.logos TO demur_public, demur_subscriber, demur_privacy_admin, demur_legal, demur_worker;
--> statement-breakpoint
GRANT INSERT, UPDATE, DELETE ON demur.logos TO demur_privacy_admin;
--> statement-breakpoint
ALTER TABLE demur.party_uploads ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE demur.party_uploads FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY owner_works ON demur.party_uploads TO demur_owner USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON demur.party_uploads TO demur_privacy_admin;
--> statement-breakpoint
CREATE POLICY desk_works ON demur.party_uploads TO demur_privacy_admin USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT (id, uploaded_at), DELETE ON demur.party_uploads TO demur_worker;
--> statement-breakpoint
CREATE POLICY unconfirmed ON demur.party_uploads TO demur_worker USING (uploaded_at < (SELECT demur.now()) - interval '1 day');
--> statement-breakpoint
-- The face of the vendor on a page comes with who reads it.
DROP FUNCTION demur.actor_of(bytea);
--> statement-breakpoint
CREATE FUNCTION demur.actor_of(p_secret_hash bytea)
RETURNS TABLE (role text, user_id uuid, user_name text, email text, subscriber_id uuid, subscriber_name text, "right" text,
               vendor_name text, vendor_contact text, vendor_accent text, vendor_logo text, zone text, demo boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(a.role, 'public'), a.user_id, a.user_name, a.email, a.subscriber_id, a.subscriber_name, a."right",
         v.legal_name, v.privacy_contact, v.accent, left(encode(l.sha256, 'hex'), 16), v.zone, v.demo
  FROM (SELECT 1) one
  LEFT JOIN demur.vendor v ON true
  LEFT JOIN demur.logos l ON true
  LEFT JOIN (
    SELECT f.* FROM demur.sessions s CROSS JOIN LATERAL demur.actor_for(s.user_id) f
    WHERE s.secret_hash = p_secret_hash AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
  ) a ON true
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.actor_of(bytea) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.actor_of(bytea) TO demur_web;
